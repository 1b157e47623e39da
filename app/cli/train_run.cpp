#include "cli/train_run.h"

#include "base/number_text.h"
#include "cli/exit_code.h"
#include "cli/interrupt.h"
#include "cli/text.h"
#include "cli/text_table.h"
#include "eval/measures.h"
#include "runs/run_summary.h"

#include <utility>
#include <vector>

namespace macadam {
namespace {

void say(const std::string& text) {
  std::fputs((text + '\n').c_str(), stdout);
}

std::string resumeHint(const RunFolder& run) {
  return "macadam-cli resume " + run.path().string();
}

void tellScores(const RunSummary& summary) {
  std::vector<TextTable::Column> columns{{"network", ColumnAlign::Left}};
  const auto addTitles = [&](std::string tiles) {  // before the first
    for (const Measure* measure : kToldMeasures) columns.push_back({std::exchange(tiles, "") + measure->title});
  };
  addTitles("validation ");
  columns.push_back({"at iteration"});
  addTitles("test ");
  TextTable table(std::move(columns));
  for (const NetworkSummary& network : summary.networks) {
    std::vector<TextTable::Cell> cells{network.network};
    const auto addScores = [&](const std::optional<RoadMetrics>& metrics) {
      for (const Measure* measure : kToldMeasures) {
        cells.emplace_back(percentText(metrics ? (*metrics).*measure->value : std::nullopt));
      }
    };
    addScores(network.validation);
    cells.emplace_back(network.validationIteration > 0 ? std::to_string(network.validationIteration) : "–");
    addScores(network.test);
    table.addRow(std::move(cells));
  }
  if (summary.networks.empty()) return;
  say("");
  table.print(stdout);
}

void tellEnding(const RunFinished& finished, const RunSummary& summary, const RunFolder& run) {
  const std::string where = "iteration " + std::to_string(finished.iteration) + " of " +
                            std::to_string(summary.totalIterations) + ", after " + durationText(finished.seconds);
  switch (finished.ending) {
    case Ending::Completed:
      say("completed " + counted(static_cast<std::size_t>(finished.iteration), "iteration") + " in " +
          durationText(finished.seconds));
      tellScores(summary);
      say("\nrun: " + run.path().string());
      break;
    case Ending::Stopped:
      say("stopped at " + where + "\ngo on: " + resumeHint(run));
      break;
    case Ending::TimeLimit:
      say("reached its time limit at " + where + "\ngo on for as long again: " + resumeHint(run));
      break;
    case Ending::Failed:
      break;
  }
}

void tellFailure(const RunFinished& finished, const RunSpec& spec, const RunFolder& run) {
  std::fputs((finished.message + '\n').c_str(), stderr);
  const std::optional<SoundCheckpoint> sound = soundCheckpoint(spec, run);
  if (!sound) return;
  const std::string which =
      sound->isNewest ? "its last checkpoint" : "its checkpoint of iteration " + std::to_string(sound->iteration);
  std::fputs((which + " is intact; when this is mended, go on: " + resumeHint(run) + '\n').c_str(), stderr);
}

ExitCode exitCodeOf(Ending ending) {
  switch (ending) {
    case Ending::Completed:
    case Ending::TimeLimit:
      return ExitCode::Done;
    case Ending::Stopped:
      return ExitCode::Interrupted;
    case Ending::Failed:
      break;
  }
  return ExitCode::RunFailed;
}

}  // namespace

void trainAndTell(TrainingSession& session, const RunFolder& run, FolderOrigin origin, OutputFormat format) {
  ConsoleSink console;
  JsonSink json;
  EventSink& sink = format == OutputFormat::Text ? static_cast<EventSink&>(console) : json;
  RunFinished finished;
  {
    const InterruptGuard interrupt;
    PauseGate gate;
    finished = session.run(interrupt.token(), gate, sink);
  }
  const RunSummary summary = summarise(run);
  if (finished.ending == Ending::Failed) {
    tellFailure(finished, session.spec(), run);
    if (origin == FolderOrigin::MadeForThis && summary.iterations == 0) removeIfUntrained(run);
  } else if (format == OutputFormat::Text) {
    tellEnding(finished, summary, run);
  }
  const ExitCode code = session.refusedItsData() ? ExitCode::Refused : exitCodeOf(finished.ending);
  if (code != ExitCode::Done) throw EndWith{code};
}

}  // namespace macadam
