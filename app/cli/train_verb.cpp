#include "cli/train_verb.h"

#include "base/error.h"
#include "cli/exit_code.h"
#include "cli/spec_options.h"
#include "cli/text.h"
#include "cli/train_run.h"
#include "cli/window_note.h"
#include "runs/run_store.h"
#include "session/training_check.h"
#include "spec/presets.h"
#include "spec/run_spec_toml.h"
#include "spec/spec_reference.h"

#include <iostream>
#include <memory>

namespace macadam {
namespace {

struct TrainOptions {
  SpecOptions spec;
  bool helpsWithSpec = false;
  bool listsPresets = false;
  bool printsSpec = false;
  bool json = false;
  bool onlyChecks = false;
};

/// The comment that a preset's file begins with.
std::string summaryOf(const std::string& preset) {
  const std::string text = presetText(preset);
  const std::string line = text.substr(0, text.find('\n'));
  return line.starts_with("# ") ? line.substr(2) : line;
}

void listPresets() {
  for (const std::string& name : presetNames()) {
    std::cout << name << std::string(name.size() < 8 ? 8 - name.size() : 1, ' ') << summaryOf(name) << '\n';
  }
}

/// Refused where something stops the run.
void tellFindings(const std::vector<Finding>& findings) {
  for (const Finding& finding : findings) {
    const char* kind = finding.severity == Severity::Stops ? "stops" : "spoils";
    std::cout << paddedRight(kind, 8) << describe(finding.problem) << '\n';
  }
  const std::size_t obstacles = obstaclesIn(findings).size();
  if (obstacles == 0) {
    std::cout << "nothing stops this training\n";
    return;
  }
  throw EndWith{ExitCode::Refused};
}

void train(const TrainOptions& options) {
  if (options.helpsWithSpec) {
    std::cout << specReference();
    return;
  }
  if (options.listsPresets) return listPresets();
  const RunSpec spec = resolveSpec(options.spec);
  if (options.printsSpec) {
    std::cout << toToml(spec);
    return;
  }
  const std::vector<Finding> findings = checkTraining(spec, runsFolder(options.spec));
  if (options.onlyChecks) return tellFindings(findings);
  if (const std::vector<Problem> problems = obstaclesIn(findings); !problems.empty()) throw Error(problems);
  tellOfWindow(runsFolder(options.spec));
  const RunFolder run = createRun(runsFolder(options.spec), spec.name, toToml(spec));
  TrainingSession session(spec, run);
  trainAndTell(session, run, FolderOrigin::MadeForThis, options.json ? OutputFormat::JsonLines : OutputFormat::Text);
}

}  // namespace

void addTrainVerb(CLI::App& app) {
  auto options = std::make_shared<TrainOptions>();
  CLI::App& verb = *app.add_subcommand("train", "Train one run from a spec and keep it in a run folder");
  addSpecOptions(verb, options->spec);
  CLI::Option* json = verb.add_flag("--json", options->json, "Print the events as lines of JSON");
  verb.add_flag("--check", options->onlyChecks,
                "Say what would stop or spoil this training, and end; nothing is written")
      ->excludes(json);
  verb.add_flag("--print-spec", options->printsSpec, "Print the spec as it would be trained, and end");
  verb.add_flag("--help-spec", options->helpsWithSpec,
                "Print every field of a spec with its meaning and default, and end");
  verb.add_flag("--list-presets", options->listsPresets, "List the built-in specs, and end");
  verb.footer(
      "A spec is a TOML file; what it leaves out has its default. Ctrl-C ends with a checkpoint, from which\n"
      "`macadam-cli resume` goes on as if nothing had happened.\n\n"
      "Examples:\n"
      "  macadam-cli train --preset small --data tiles/ --print-spec > my.toml\n"
      "  macadam-cli train my.toml --check\n"
      "  macadam-cli train my.toml\n"
      "  macadam-cli train my.toml --set method.kind=supervised --set schedule.learning_rate=0.02");
  verb.callback([options] { train(*options); });
}

}  // namespace macadam
