#include "ui/train/training_worker.h"

#include "base/error.h"
#include "runs/suite_index.h"
#include "spec/run_spec_toml.h"
#include "spec/validate.h"
#include "ui/jobs/problem_list.h"

#include <utility>

namespace macadam {

/// Passes everything on to the mailbox, and ends the task at a checkpoint when that was asked for.
class TrainingWorker::Listener : public SuiteListener {
 public:
  Listener(EventMailbox& mailbox, const std::atomic<bool>& stopsAtCheckpoint, std::stop_source stop)
      : mailbox_(mailbox), stopsAtCheckpoint_(stopsAtCheckpoint), stop_(std::move(stop)) {}

  void begin(const SuiteStep& step) override {
    if (step.action == SuiteAction::Reuse) return;  // no events follow
    begin(step.folder, step.run.spec);
    if (!step.note.empty()) mailbox_.post(Warning{step.note});
  }
  void begin(const RunFolder& folder, const RunSpec& spec) { mailbox_.begin(folder, spec); }

  void post(Event event) override {
    if (const auto* stage = std::get_if<StageStarted>(&event)) totalIterations_ = stage->totalIterations;
    const auto* checkpoint = std::get_if<CheckpointSaved>(&event);
    const bool isLast = checkpoint != nullptr && checkpoint->iteration == totalIterations_;  // its test is still due
    const bool canResumeHere = checkpoint != nullptr && !checkpoint->best && !isLast;
    mailbox_.post(std::move(event));
    if (canResumeHere && stopsAtCheckpoint_) stop_.request_stop();
  }

 private:
  EventMailbox& mailbox_;
  const std::atomic<bool>& stopsAtCheckpoint_;
  std::stop_source stop_;
  std::int64_t totalIterations_ = 0;
};

TrainingWorker::TrainingWorker(EngineAccess engine, EventMailbox& mailbox)
    : engine_(std::move(engine)), mailbox_(mailbox), thread_([this](const std::stop_token& quit) { loop(quit); }) {}

TrainingWorker::~TrainingWorker() {
  thread_.request_stop();
  stop_.request_stop();
  thread_.join();
}

void TrainingWorker::train(TrainingTask task) {
  stop_ = {};
  stopsAtCheckpoint_ = false;
  gate_.resume();
  {
    const std::lock_guard lock(mutex_);
    next_ = Assignment{std::move(task), stop_};
  }
  assigned_.notify_one();
}

void TrainingWorker::loop(const std::stop_token& quit) {
  for (;;) {
    std::optional<Assignment> assignment;
    {
      std::unique_lock lock(mutex_);
      if (!assigned_.wait(lock, quit, [this] { return next_.has_value(); }) || quit.stop_requested()) return;
      assignment = std::exchange(next_, std::nullopt);
    }
    mailbox_.end(perform(*assignment));
  }
}

std::vector<Problem> TrainingWorker::perform(const Assignment& assignment) {
  try {
    Listener listener(mailbox_, stopsAtCheckpoint_, assignment.stop);
    return std::visit([&](const auto& task) { return perform(task, assignment.stop.get_token(), listener); },
                      assignment.task);
  } catch (...) {
    const QList<Problem> problems = caughtProblems("The training");
    return {problems.begin(), problems.end()};
  }
}

std::vector<Problem> TrainingWorker::perform(const NewRun& task, const std::stop_token& stop, Listener& listener) {
  if (std::vector<Problem> problems = validate(task.spec); !problems.empty()) return problems;
  Engine& engine = engine_();
  const RunFolder run = createRun(task.runs, task.spec.name, toToml(task.spec));
  if (task.split) saveSplit(*task.split, run.split());
  listener.begin(run, task.spec);
  engine.train(task.spec, run, stop, gate_, listener);
  return {};
}

std::vector<Problem> TrainingWorker::perform(const ResumedRun& task, const std::stop_token& stop, Listener& listener) {
  RunSpec spec = loadRunSpec(task.folder.spec());
  addIterations(spec.method, task.moreIterations);
  if (std::vector<Problem> problems = validate(spec); !problems.empty()) return problems;
  Engine& engine = engine_();
  listener.begin(task.folder, spec);
  engine.train(spec, task.folder, stop, gate_, listener);
  return {};
}

std::vector<Problem> TrainingWorker::perform(const NewSuite& task, const std::stop_token& stop, Listener& listener) {
  Engine& engine = engine_();
  std::vector<SuiteRun> plan = task.plan;
  const SuiteIndex suite(std::filesystem::absolute(task.runs));
  if (task.split && suite.isEmpty()) {
    std::filesystem::create_directories(task.runs);
    saveSplit(*task.split, suite.split());
    for (SuiteRun& run : plan) run.spec.split.file = suite.split().string();
  }
  const SuiteOutcome outcome = engine.trainSuite(std::move(plan), task.runs, stop, gate_, listener);
  return outcome.stopped ? std::vector<Problem>{} : outcome.failures;
}

}  // namespace macadam
