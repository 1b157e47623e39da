#include "runs/run_summary.h"

#include "runs/metrics_log.h"

#include <algorithm>

namespace macadam {
namespace {

RunState stateOf(Ending ending) {
  switch (ending) {
    case Ending::Completed:
      return RunState::Completed;
    case Ending::Stopped:
    case Ending::TimeLimit:
      return RunState::Stopped;
    case Ending::Failed:
      break;
  }
  return RunState::Failed;
}

class Summariser {
 public:
  explicit Summariser(RunSummary& summary) : summary_(summary) {}

  void operator()(const StageStarted& e) {
    goOn();
    summary_.stage = e.name;
    summary_.kept.add(e);
    summary_.totalIterations = e.totalIterations;
  }
  void operator()(const StepDone& e) {
    goOn();
    summary_.iterations = e.iteration;
    summary_.seconds += e.stepSeconds;
  }
  void operator()(const Evaluated& e) {
    summary_.seconds += e.seconds;
    summary_.kept.add(e);
    for (const NetworkScore& score : e.scores) note(e, score);
  }
  void operator()(const RunFinished& e) {
    summary_.state = stateOf(e.ending);
    summary_.message = e.message;
    summary_.ending = e;
  }
  void operator()(const Warning& e) { summary_.warnings.push_back(e.message); }
  void operator()(const Note&) {}
  void operator()(const PreviewReady&) {}
  void operator()(const Evaluating&) {}
  void operator()(const CheckpointSaved& e) {
    if (!e.best) summary_.savedIterations = e.iteration;
  }

 private:
  void goOn() {
    summary_.state = RunState::Interrupted;  // until it says how it ended
    summary_.ending.reset();
  }

  void note(const Evaluated& e, const NetworkScore& score) {
    NetworkSummary& network = named(score.network);
    const RoadMetrics metrics = roadMetrics(score.pooled);
    if (e.subset == EvaluatedOn::Test) {
      network.test = metrics;
      return;
    }
    network.lastValidation = metrics;
    const KeptScore& kept = *summary_.kept.find(score.network);
    network.validation = kept.metrics;
    network.validationIteration = kept.iteration;
  }

  NetworkSummary& named(const std::string& name) {
    if (const NetworkSummary* known = summary_.find(name)) return const_cast<NetworkSummary&>(*known);
    return summary_.networks.emplace_back(NetworkSummary{.network = name});
  }

  RunSummary& summary_;
};

}  // namespace

std::string toString(RunState state) {
  switch (state) {
    case RunState::Prepared:
      return "prepared";
    case RunState::Running:
      return "running";
    case RunState::Interrupted:
      return "interrupted";
    case RunState::Stopped:
      return "stopped";
    case RunState::Completed:
      return "completed";
    case RunState::Failed:
      return "failed";
  }
  return {};
}

const std::optional<RoadMetrics>& NetworkSummary::on(EvaluatedOn subset) const {
  return subset == EvaluatedOn::Test ? test : validation;
}

const NetworkSummary* RunSummary::find(const std::string& network) const {
  const auto found = std::find_if(networks.begin(), networks.end(),
                                  [&](const NetworkSummary& candidate) { return candidate.network == network; });
  return found == networks.end() ? nullptr : &*found;
}

void update(RunSummary& summary, const Event& event) {
  std::visit(Summariser(summary), event);
}

RunSummary summarise(const std::vector<Event>& events, bool running) {
  RunSummary summary;
  for (const Event& event : events) update(summary, event);
  if (running) summary.state = RunState::Running;
  return summary;
}

RunSummary summarise(const RunFolder& run) {
  return summarise(readMetrics(run.metrics(), PreviewPixels::Skip), isLocked(run));
}

}  // namespace macadam
