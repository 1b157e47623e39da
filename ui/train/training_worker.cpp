#include "ui/train/training_worker.h"

#include "base/error.h"
#include "runs/run_summary.h"
#include "runs/suite_index.h"
#include "spec/run_spec_toml.h"
#include "spec/validate.h"
#include "ui/jobs/problem_list.h"
#include "ui/train/detached_run.h"
#include "ui/train/followed_run.h"

#include <utility>

namespace macadam {
namespace {

/// Nothing is made where a project no longer is. @throws Error
void requireProjectOf(const std::filesystem::path& runs) {
  const std::filesystem::path parent = std::filesystem::absolute(runs).parent_path();
  if (!std::filesystem::exists(parent)) {
    throw Error(parent.string(), "is no longer there", "open the project where it is now");
  }
}

}  // namespace

/// Passes everything on to the mailbox, and ends the task at a checkpoint when that was asked for.
class TrainingWorker::Listener : public SuiteListener {
 public:
  Listener(EventMailbox& mailbox, const std::atomic<bool>& stopsAtCheckpoint, std::stop_source stop)
      : mailbox_(mailbox), stopsAtCheckpoint_(stopsAtCheckpoint), stop_(std::move(stop)) {}

  void begin(const SuiteStep& step) override {
    if (step.action == SuiteAction::Reuse) return;  // no events follow
    begin({.folder = step.folder,
           .spec = step.run.spec,
           .inSuite = SuitePlace{static_cast<std::size_t>(step.index), static_cast<std::size_t>(step.count)}});
    if (!step.note.empty()) mailbox_.post(Warning{step.note});
  }
  void begin(RunBegan began) {
    totalIterations_ = began.plannedIterations;
    mailbox_.begin(std::move(began));
  }

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
  letGo_.request_stop();  // before the stop, which is not meant for a run that is only followed
  stop_.request_stop();
  thread_.join();
}

void TrainingWorker::train(TrainingTask task) {
  assign(std::move(task));
}

void TrainingWorker::follow(RunFolder run, ProcessMark process) {
  assign(Following{std::move(run), std::move(process)});
}

void TrainingWorker::assign(std::variant<TrainingTask, Following> what) {
  stop_ = {};
  letGo_ = {};
  stopsAtCheckpoint_ = false;
  gate_.resume();
  {
    const MutexLock lock(mutex_);
    next_ = Assignment{std::move(what), stop_, letGo_};
  }
  assigned_.notify_one();
}

void TrainingWorker::loop(const std::stop_token& quit) {
  for (;;) {
    std::optional<Assignment> assignment;
    {
      MutexLock lock(mutex_);
      const auto isThere = [this]() MACADAM_REQUIRES(mutex_) { return next_.has_value(); };
      if (!assigned_.wait(lock, quit, isThere) || quit.stop_requested()) return;
      assignment = std::exchange(next_, std::nullopt);
    }
    mailbox_.end(perform(*assignment));
  }
}

TaskEnded TrainingWorker::perform(const Assignment& assignment) {
  try {
    Listener listener(mailbox_, stopsAtCheckpoint_, assignment.stop);
    return std::visit([&](const auto& what) { return perform(what, assignment, listener); }, assignment.what);
  } catch (...) {
    const QList<Problem> problems = caughtProblems("The training");
    return {.problems = {problems.begin(), problems.end()}};
  }
}

TaskEnded TrainingWorker::perform(const TrainingTask& task, const Assignment& assignment, Listener& listener) {
  return std::visit([&](const auto& known) { return perform(known, assignment, listener); }, task);
}

TaskEnded TrainingWorker::perform(const NewRun& task, const Assignment& assignment, Listener& listener) {
  if (std::vector<Problem> problems = validate(task.spec); !problems.empty()) return {problems};
  requireProjectOf(task.runs);
  const bool isDetached = task.place == TrainingPlace::Background;
  if (isDetached) {
    requireCommandLineProgram();
  } else {
    engine_();  // before there is a folder, where it cannot be loaded
  }
  const RunFolder run = createRun(task.runs, task.spec.name, toToml(task.spec));
  if (task.split) saveSplit(*task.split, run.split());
  if (isDetached) {
    trainDetached(run, task.spec, 0, assignment, listener);
  } else {
    listener.begin({run, task.spec});
    engine_().train(task.spec, run, assignment.stop.get_token(), gate_, listener);
  }
  return {};
}

TaskEnded TrainingWorker::perform(const ResumedRun& task, const Assignment& assignment, Listener& listener) {
  RunSpec spec = loadRunSpec(task.folder.spec());
  addIterations(spec.method, task.moreIterations);
  if (std::vector<Problem> problems = validate(spec); !problems.empty()) return {problems};
  if (task.place == TrainingPlace::Background) {
    trainDetached(task.folder, spec, task.moreIterations, assignment, listener);
    return {};
  }
  Engine& engine = engine_();
  listener.begin({task.folder, spec});
  engine.train(spec, task.folder, assignment.stop.get_token(), gate_, listener);
  return {};
}

TaskEnded TrainingWorker::perform(const NewSuite& task, const Assignment& assignment, Listener& listener) {
  requireProjectOf(task.runs.parent_path());
  Engine& engine = engine_();
  std::vector<SuiteRun> plan = task.plan;
  const SuiteIndex suite(std::filesystem::absolute(task.runs));
  if (task.split && suite.isEmpty()) {
    std::filesystem::create_directories(task.runs);
    saveSplit(*task.split, suite.split());
    for (SuiteRun& run : plan) run.spec.split.file = suite.split().string();
  }
  const SuiteOutcome outcome =
      engine.trainSuite(std::move(plan), task.runs, assignment.stop.get_token(), gate_, listener);
  if (outcome.stopped) return {.stopped = true};
  return {outcome.failures};
}

TaskEnded TrainingWorker::perform(const Following& following, const Assignment& assignment, Listener& listener) {
  FollowedRun run(following.run, FollowedSince::Midway);
  follow(run, loadRunSpec(following.run.spec()), following.process, assignment, listener);
  return {};
}

void TrainingWorker::trainDetached(const RunFolder& run, const RunSpec& spec, std::int64_t moreIterations,
                                   const Assignment& assignment, Listener& listener) {
  FollowedRun followed(run, FollowedSince::BeforeItsStart);
  const ProcessMark process = startDetached(run, moreIterations);
  follow(followed, spec, process, assignment, listener);
}

void TrainingWorker::follow(FollowedRun& run, const RunSpec& spec, const ProcessMark& process,
                            const Assignment& assignment, Listener& listener) {
  const auto begin = [&] { listener.begin({run.folder(), spec, summarise(run.folder()).totalIterations}); };
  begin();
  run.follow(process, assignment.letGo.get_token(), assignment.stop.get_token(),
             {.begin = begin, .post = [&listener](Event event) { listener.post(std::move(event)); }});
}

}  // namespace macadam
