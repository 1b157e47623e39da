#include "base/error.h"
#include "base/nearest_name.h"
#include "cli/bench_verb.h"
#include "cli/data_verb.h"
#include "cli/demo_verb.h"
#include "cli/evaluate_verb.h"
#include "cli/exit_code.h"
#include "cli/help.h"
#include "cli/labels_verb.h"
#include "cli/predict_verb.h"
#include "cli/report_verb.h"
#include "cli/resume_verb.h"
#include "cli/split_verb.h"
#include "cli/suite_verb.h"
#include "cli/train_verb.h"
#include "cli/weights_verb.h"

#include <CLI/CLI.hpp>

#include <csignal>
#include <cstdio>
#include <exception>
#include <memory>
#include <string>
#include <vector>

namespace {

using macadam::ExitCode;

void addVerbs(CLI::App& app) {
  macadam::addDemoVerb(app);
  macadam::addDataVerb(app);
  macadam::addSplitVerb(app);
  macadam::addLabelsVerb(app);
  macadam::addTrainVerb(app);
  macadam::addResumeVerb(app);
  macadam::addSuiteVerb(app);
  macadam::addEvaluateVerb(app);
  macadam::addPredictVerb(app);
  macadam::addReportVerb(app);
  macadam::addWeightsVerb(app);
  macadam::addBenchVerb(app);
  for (CLI::App* verb : app.get_subcommands(nullptr)) verb->group("Verbs");
}

/// The verb that the command line chose, or the program itself.
const CLI::App& chosen(const CLI::App& app) {
  const std::vector<CLI::App*> verbs = app.get_subcommands();
  return verbs.empty() ? app : chosen(*verbs.front());
}

std::string commandOf(const CLI::App& app) {
  return app.get_parent() == nullptr ? app.get_name() : commandOf(*app.get_parent()) + ' ' + app.get_name();
}

std::vector<std::string> optionNames(const CLI::App& verb) {
  std::vector<std::string> names;
  for (const CLI::Option* option : verb.get_options()) {
    if (option->nonpositional()) names.push_back(option->get_name());
  }
  return names;
}

std::vector<std::string> verbNames(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* verb : app.get_subcommands(nullptr)) names.push_back(verb->get_name());
  return names;
}

/// What is wrong with a word that nothing takes, and which one may have been meant.
std::string unexpectedText(const std::string& word, const CLI::App& verb) {
  if (word.starts_with('-')) return "'" + word + "' is no option; " + macadam::suggestName(word, optionNames(verb));
  const std::vector<std::string> verbs = verbNames(verb);
  if (verbs.empty()) return "'" + word + "' was not expected";
  return "'" + word + "' is no verb; " + macadam::suggestName(word, verbs);
}

int refuseUsage(const CLI::App& app, const CLI::ParseError& error) {
  const CLI::App& verb = chosen(app);
  const std::vector<std::string> unknown = app.remaining(true);
  const std::vector<std::string> verbs = verbNames(verb);
  std::string what = error.what();
  if (!verbs.empty() && &verb != &app) what = "a verb is missing; " + macadam::suggestName("", verbs);
  if (!unknown.empty()) what = unexpectedText(unknown.front(), verb);
  std::fprintf(stderr, "%s: %s\nsee %s --help\n", commandOf(verb).c_str(), what.c_str(), commandOf(verb).c_str());
  return static_cast<int>(ExitCode::WrongUsage);
}

int run(CLI::App& app, int argc, char** argv) {
  try {
    app.parse(argc, argv);
    if (app.get_subcommands().empty()) std::fputs(app.help().c_str(), stdout);
    return static_cast<int>(ExitCode::Done);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);  // --help and --version
    return refuseUsage(app, error);
  } catch (const macadam::EndWith& end) {
    return static_cast<int>(end.code);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return static_cast<int>(ExitCode::Refused);
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGXFSZ, SIG_IGN);  // a limit on file sizes is then an error like a full disk, with the file's name
  CLI::App app("Macadam: semi-supervised road segmentation in aerial images", "macadam-cli");
  app.formatter(std::make_shared<macadam::Help>());
  app.option_defaults()->always_capture_default();
  app.set_version_flag("--version", std::string("Macadam ") + MACADAM_VERSION, "Print the version, and end");
  app.set_help_flag("-h,--help", "Print this, and end");
  addVerbs(app);
  app.footer(
      "Try first:\n"
      "  macadam-cli demo                    trains the paper's two steps on invented scenes, in some minutes\n"
      "  macadam-cli data check FOLDER       says what a data set holds and what is wrong with it\n"
      "  macadam-cli train --help            how your own data, networks and methods are described and trained\n\n"
      "Exit codes: 0 done, 1 refused or problems found, 2 wrong usage, 3 a run failed, 130 interrupted with a "
      "checkpoint.");
  return run(app, argc, argv);
}
