#include "cli/resume_verb.h"

#include "base/error.h"
#include "cli/spec_options.h"
#include "cli/text.h"
#include "cli/train_run.h"
#include "runs/run_summary.h"
#include "session/resume_changes.h"
#include "spec/run_spec_toml.h"
#include "spec/validate.h"

#include <iostream>
#include <memory>

namespace macadam {
namespace {

struct ResumeOptions {
  std::string run;
  SpecOptions changes;
  bool json = false;
};

void resume(const ResumeOptions& options) {
  const RunFolder run = openRun(options.run);
  const RunSpec kept = loadRunSpec(run.spec());
  RunSpec spec = kept;
  applyChanges(spec, options.changes);
  const std::int64_t length = iterationsOf(kept.method);
  if (summarise(run).state == RunState::Completed && iterationsOf(spec.method) == length) {
    std::cout << run.path().string() << " is complete. To train on past its end, name more than its "
              << countText(length, "iteration") << ": --set method.iterations=N\n";
    return;
  }
  if (const auto problems = checkResumeChanges(kept, spec); !problems.empty()) throw Error(problems);
  if (const auto problems = validate(spec); !problems.empty()) throw Error(problems);
  trainAndTell(spec, run, FolderOrigin::ThereBefore, options.json ? OutputFormat::JsonLines : OutputFormat::Text);
}

}  // namespace

void addResumeVerb(CLI::App& app) {
  auto options = std::make_shared<ResumeOptions>();
  CLI::App& verb =
      *app.add_subcommand("resume", "Go on with a run that was stopped, killed, or failed, or past its end");
  verb.add_option("RUN", options->run, "The run's folder")->required();
  addChangeOptions(verb, options->changes);
  verb.add_flag("--json", options->json, "Print the events as lines of JSON");
  verb.footer(
      "On the CPU a resumed run ends with the same weights, bit for bit, as one that was never stopped.\n"
      "What may be changed: device, threads, data.decode_workers, data.cache_megabytes; of the schedule the batches,\n"
      "the intervals, stop_after_no_gain and the time limit; and method.iterations, upwards, also when the run is "
      "complete.\n"
      "All else is another run.\n\n"
      "Examples:\n"
      "  macadam-cli resume runs/2026-11-22_1512_demo\n"
      "  macadam-cli resume runs/2026-11-22_1512_demo --set schedule.time_limit_minutes=60\n"
      "  macadam-cli resume runs/2026-11-22_1512_demo --set method.iterations=500");
  verb.callback([options] { resume(*options); });
}

}  // namespace macadam
