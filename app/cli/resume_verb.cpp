#include "cli/resume_verb.h"

#include "base/error.h"
#include "base/number_text.h"
#include "cli/resume_notes.h"
#include "cli/spec_options.h"
#include "cli/train_run.h"
#include "cli/window_note.h"
#include "runs/run_summary.h"
#include "session/missing_inputs.h"
#include "session/resume_changes.h"
#include "spec/run_spec_toml.h"
#include "spec/settings.h"
#include "spec/validate.h"

#include <cstdio>
#include <iostream>
#include <memory>

namespace macadam {
namespace {

struct ResumeOptions {
  std::string run;
  SpecOptions changes;
  bool acceptsChangedData = false;
  bool json = false;
};

std::vector<Problem> missingFor(const RunSpec& spec) {
  std::vector<Problem> problems = missingInputs(spec);
  // The run's own checkpoints hold what became of a student that it began with.
  std::erase_if(problems, [](const Problem& problem) { return problem.where == "networks.student_from"; });
  for (Problem& problem : problems) {
    if (problem.where == "data.path") problem.remedy = "name where the data set was moved to by --data FOLDER";
    if (problem.where == "method.teachers_from") {
      problem.remedy = "name where the teachers were moved to by --set method.teachers_from=RUN";
    }
  }
  return problems;
}

void resume(const ResumeOptions& options) {
  const RunFolder run = openRun(options.run);
  const RunSpec kept = loadRunSpec(run.spec());
  RunSpec spec = kept;
  if (!options.changes.data.empty()) applyOverride(spec, "data.path=" + options.changes.data);
  applyChanges(spec, options.changes);
  const std::int64_t length = iterationsOf(kept.method);
  const bool isComplete = summarise(run).state == RunState::Completed && iterationsOf(spec.method) == length;
  for (const std::string& note : resumeNotes(kept, spec, options.changes, isComplete)) {
    std::fprintf(stderr, "note: %s\n", note.c_str());
  }
  if (isComplete) {
    std::cout << run.path().string() << " is complete. To train on past its end, name more than its "
              << counted(static_cast<std::size_t>(length), "iteration") << ": --set method.iterations=N\n";
    return;
  }
  std::vector<Problem> problems = checkResumeChanges(kept, spec);
  if (problems.empty()) problems = validate(spec);
  if (problems.empty()) problems = missingFor(spec);
  if (!problems.empty()) throw Error(problems);
  tellOfWindow(run.path().parent_path());
  TrainingSession session(spec, run, options.acceptsChangedData ? ChangedData::Accepted : ChangedData::Refused);
  trainAndTell(session, run, FolderOrigin::ThereBefore, options.json ? OutputFormat::JsonLines : OutputFormat::Text);
}

std::string changeableFields() {
  std::string list;
  for (const Setting& setting : settingsOf({})) {
    if (canChangeOnResume(setting.effect)) list += "  " + setting.key + '\n';
  }
  return list;
}

}  // namespace

void addResumeVerb(CLI::App& app) {
  auto options = std::make_shared<ResumeOptions>();
  CLI::App& verb =
      *app.add_subcommand("resume", "Go on with a run that was stopped, killed, or failed, or past its end");
  verb.add_option("RUN", options->run, "The run's folder")->required();
  verb.add_option("--data", options->changes.data, "The data set's folder, where it was moved");
  verb.add_flag("--accept-changed-data", options->acceptsChangedData,
                "Go on although the data set's files are not what the run was begun with");
  addChangeOptions(verb, options->changes);
  verb.add_flag("--json", options->json, "Print the events as lines of JSON");
  verb.footer(
      "On the CPU a resumed run ends with the same weights, bit for bit, as one that was never stopped, on as many\n"
      "threads. The data set's files are compared with what they held when the run was begun.\n\n"
      "What may be changed, besides method.iterations upwards, also when the run is complete:\n" +
      changeableFields() +
      "Teachers that were given and have moved are named by --set method.teachers_from=RUN. All else is another "
      "run.\n\n"
      "Examples:\n"
      "  macadam-cli resume runs/2026-11-22_1512_demo\n"
      "  macadam-cli resume runs/2026-11-22_1512_demo --set schedule.time_limit_minutes=60\n"
      "  macadam-cli resume runs/2026-11-22_1512_demo --set method.iterations=500\n"
      "  macadam-cli resume runs/2026-11-22_1512_demo --data /moved/to/tiles");
  verb.callback([options] { resume(*options); });
}

}  // namespace macadam
