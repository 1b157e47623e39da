#pragma once

#include "session/engine.h"
#include "ui/project/engine_access.h"

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <utility>
#include <vector>

namespace macadam {

/// An engine that trains nothing: it does what a test tells it to.
class ScriptedEngine : public Engine {
 public:
  struct Training {
    const RunSpec& spec;
    const RunFolder& run;
    const std::stop_token& stop;
    PauseGate& gate;
    EventSink& sink;
  };
  using Script = std::function<void(const Training&)>;

  std::string description() const override { return "scripted"; }

  RunFinished train(const RunSpec& spec, const RunFolder& run, const std::stop_token& stop, PauseGate& gate,
                    EventSink& sink) noexcept override {
    script({spec, run, stop, gate, sink});
    const RunFinished finished{.ending = ending.value_or(stop.stop_requested() ? Ending::Stopped : Ending::Completed)};
    sink.post(finished);
    return finished;
  }

  SuiteOutcome trainSuite(std::vector<SuiteRun> plan, const std::filesystem::path& runs, const std::stop_token& stop,
                          PauseGate& gate, SuiteListener& listener) override {
    SuiteOutcome outcome{.failures = suiteFailures};
    for (std::size_t i = 0; i < plan.size() && !stop.stop_requested(); ++i) {
      const RunFolder folder(runs / plan[i].spec.name);
      const SuiteAction action = plan[i].seed == reusedSeed ? SuiteAction::Reuse : SuiteAction::Train;
      listener.begin({plan[i], folder, action, static_cast<int>(i), static_cast<int>(plan.size()), suiteNote});
      if (action == SuiteAction::Train) train(plan[i].spec, folder, stop, gate, listener);
    }
    outcome.stopped = stop.stop_requested();
    return outcome;
  }

  std::unique_ptr<RoadPredictor> openPredictor(const std::filesystem::path&, const std::string&, const DeviceSpec&,
                                               int) override {
    return nullptr;
  }

  Complexity complexity(const NetworkSpec&, int) override { return {1'500'000, 2.5}; }

  WeightsReport inspectWeights(const std::filesystem::path&) override { return weights; }

  StepEstimate estimateStep(const RunSpec& spec) override {
    return estimator ? estimator(spec) : StepEstimate{"cpu, 2 threads", 0.5, 800.0};
  }

  Script script = [](const Training&) {};
  std::optional<Ending> ending;  ///< Of all runs, in place of what the stop makes of it.
  std::function<StepEstimate(const RunSpec&)> estimator;
  WeightsReport weights;  ///< Of any file.
  std::vector<Problem> suiteFailures;
  std::string suiteNote;
  std::uint64_t reusedSeed = 0;
};

/// Steps without end, until it is stopped; the gate is honoured between them.
inline ScriptedEngine::Script stepUntilStopped() {
  return [](const ScriptedEngine::Training& training) {
    for (std::int64_t i = 1; !training.stop.stop_requested(); ++i) {
      training.gate.waitWhilePaused(training.stop);
      training.sink.post(StepDone{.iteration = i});
      std::this_thread::yield();
    }
    training.sink.post(CheckpointSaved{.iteration = 1, .path = "last.safetensors"});
  };
}

/// Gives an engine that the test keeps.
inline EngineAccess accessTo(ScriptedEngine& engine) {
  return [&engine]() -> Engine& { return engine; };
}

}  // namespace macadam
