#include "session/suite.h"

#include "base/atomic_file.h"
#include "data/split.h"
#include "runs/metrics_log.h"
#include "runs/run_summary.h"
#include "runs/suite_index.h"
#include "session/missing_inputs.h"
#include "session/prepared_data.h"
#include "session/training_session.h"
#include "spec/run_spec_toml.h"
#include "spec/settings.h"
#include "spec/validate.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <numeric>
#include <optional>

namespace macadam {
namespace {

void refuseWrongSpecs(const std::vector<SuiteRun>& plan) {
  std::vector<Problem> problems;
  for (const SuiteRun& run : plan) {
    for (const std::vector<Problem>& found : {validate(run.spec), missingInputs(run.spec)}) {
      for (const Problem& problem : found) {
        if (std::ranges::find(problems, problem) == problems.end()) problems.push_back(problem);
      }
    }
  }
  if (!problems.empty()) throw Error(problems);
}

/// Whether a run with the change still belongs in the suite. Split and shared teachers are the suite's own.
bool isHarmless(const SettingChange& change, const SuiteRun& planned) {
  if (change.key == "split.file") return true;
  if (change.key == "method.teachers_from") return !planned.teachers.empty();
  if (change.key == "data.mask_values") return change.now.empty();  // a run keeps what was decided
  return change.effect == Effect::Rounding || change.effect == Effect::None;
}

/// Of a run whose spec cannot be read nothing is known here; it fails when its turn comes, and holds up no other.
std::vector<SettingChange> changesSince(const RunFolder& folder, const RunSpec& now) {
  try {
    return changedSettings(loadRunSpec(folder.spec()), now);
  } catch (const Error&) {
    return {};
  }
}

void refuseOtherSettings(const std::vector<SuiteRun>& plan, const SuiteIndex& index) {
  for (const SuiteRun& run : plan) {
    const auto folder = index.find(run.row, run.seed);
    if (!folder) continue;
    std::string settings;
    for (const SettingChange& change : changesSince(*folder, run.spec)) {
      if (isHarmless(change, run)) continue;
      settings += (settings.empty() ? "" : ", ") + change.key + " (" + change.before + ", now " + change.now + ")";
    }
    if (settings.empty()) continue;
    throw Error(folder->path().string(), "was trained with other settings: " + settings,
                "choose another folder for the runs, or the earlier settings");
  }
}

/// One split for all runs, also for those that are trained after the data set has grown or the split was edited.
/// Returns what to say where another was asked for. Under a SuiteLock.
std::string pinSplit(std::vector<SuiteRun>& plan, SuiteIndex& index) {
  const RunSpec& first = plan.front().spec;
  const std::filesystem::path file = index.split();
  const std::filesystem::path asked = first.split.file;
  std::string note;
  if (asked == file) return note;
  if (!index.exists() || !std::filesystem::exists(file)) {
    saveSplit(prepareData(first).split, file);
  } else if (!asked.empty() && loadSplit(asked).hash() != loadSplit(file).hash()) {
    note = asked.string() + " is not the split that this suite began with; it goes on with " + file.string() +
           ", so that its runs can be compared. For another split, choose another folder for the runs";
  }
  for (SuiteRun& run : plan) run.spec.split.file = file.string();
  return note;
}

/// A run that is this suite's to train, or complete already.
struct Claim {
  RunFolder folder;
  SuiteAction action = SuiteAction::Train;
  std::unique_ptr<RunLock> lock;  ///< Of what is to be trained.
};

class Suite {
 public:
  Suite(std::vector<SuiteRun> plan, const std::filesystem::path& runs)
      : plan_(std::move(plan)), runs_(std::filesystem::absolute(runs)), index_(runs_) {
    refuseWrongSpecs(plan_);
    const SuiteLock lock(runs_);
    removeTemporaryFiles(runs_);
    index_.refresh();
    refuseOtherSettings(plan_, index_);
    splitNote_ = pinSplit(plan_, index_);
    index_.begin();
  }

  SuiteOutcome run(const std::stop_token& stop, PauseGate& gate, SuiteListener& listener) {
    std::vector<std::size_t> due(plan_.size());
    std::iota(due.begin(), due.end(), std::size_t{0});
    while (!due.empty() && !stopped_) {
      if (stop.stop_requested()) {
        stopped_ = true;
      } else if (!trainFirstFree(due, stop, gate, listener)) {
        waitForAnother(plan_[due.front()], stop, listener);
      }
    }
    SuiteOutcome outcome{.stopped = stopped_, .failures = failures_};
    for (const auto& [place, folder] : completed_) outcome.completed.push_back(folder);
    return outcome;
  }

 private:
  enum class Turn { Over, Elsewhere };

  /// False when every run that is due is being trained by another suite, or waits for one that is.
  bool trainFirstFree(std::vector<std::size_t>& due, const std::stop_token& stop, PauseGate& gate,
                      SuiteListener& listener) {
    for (auto place = due.begin(); place != due.end(); ++place) {
      if (takeTurn(*place, due, stop, gate, listener) == Turn::Elsewhere) continue;
      due.erase(place);
      return true;
    }
    return false;
  }

  Turn takeTurn(std::size_t i, const std::vector<std::size_t>& due, const std::stop_token& stop, PauseGate& gate,
                SuiteListener& listener) {
    SuiteRun& run = plan_[i];
    if (!run.teachers.empty()) {
      const auto teachers = trained_.find({run.teachers, run.seed});
      if (teachers == trained_.end() && areTeachersDue(run, due)) return Turn::Elsewhere;
      if (teachers == trained_.end()) {
        fail(run, "was not trained: its teachers are not there", "");
        return Turn::Over;
      }
      std::get<SslkdSpec>(run.spec.method).teachersFrom = teachers->second.path().string();
    }
    try {
      std::optional<Claim> claim = claimOf(run);
      if (!claim) return Turn::Elsewhere;
      train(i, std::move(*claim), stop, gate, listener);
    } catch (const Error& error) {
      fail(run, std::string("failed: ") + error.what(), "");
    }
    return Turn::Over;
  }

  bool areTeachersDue(const SuiteRun& run, const std::vector<std::size_t>& due) const {
    return std::ranges::any_of(
        due, [&](std::size_t other) { return plan_[other].row == run.teachers && plan_[other].seed == run.seed; });
  }

  /// Empty while another process trains the run. @throws Error when it cannot be made or looked into.
  std::optional<Claim> claimOf(const SuiteRun& run) {
    const SuiteLock suite(runs_);
    index_.refresh();
    if (const auto known = index_.find(run.row, run.seed)) {
      std::unique_ptr<RunLock> lock = RunLock::tryTake(*known);
      if (!lock) return std::nullopt;
      const RunSummary summary = summarise(readMetrics(known->metrics(), PreviewPixels::Skip), false);
      if (summary.state == RunState::Completed) return Claim{*known, SuiteAction::Reuse, nullptr};
      return Claim{*known, SuiteAction::Resume, std::move(lock)};
    }
    const RunFolder created = createRun(runs_, run.spec.name, toToml(run.spec));
    std::unique_ptr<RunLock> lock = std::make_unique<RunLock>(created);
    index_.add(run.row, run.seed, created);
    return Claim{created, SuiteAction::Train, std::move(lock)};
  }

  void train(std::size_t i, Claim claim, const std::stop_token& stop, PauseGate& gate, SuiteListener& listener) {
    const SuiteRun& run = plan_[i];
    listener.begin({run, claim.folder, claim.action, static_cast<int>(i), static_cast<int>(plan_.size()), splitNote_});
    const RunFinished finished =
        claim.action == SuiteAction::Reuse
            ? RunFinished{.ending = Ending::Completed}
            : TrainingSession(run.spec, claim.folder, std::move(claim.lock)).run(stop, gate, listener);
    switch (finished.ending) {
      case Ending::Completed:
        completed_.insert_or_assign(i, claim.folder);
        trained_.insert_or_assign({run.row, run.seed}, claim.folder);
        break;
      case Ending::Stopped:
        stopped_ = true;
        break;
      case Ending::TimeLimit:
        fail(run, "reached its time limit", "raise schedule.time_limit_minutes and start the suite again");
        break;
      case Ending::Failed:
        fail(run, "failed: " + finished.message, "");
        break;
    }
  }

  void waitForAnother(const SuiteRun& run, const std::stop_token& stop, SuiteListener& listener) {
    constexpr std::chrono::milliseconds kPause{200};
    if (!hasSaidThatItWaits_) {
      listener.post(Warning{"waits for " + run.row + ", seed " + std::to_string(run.seed) +
                            ", which another process trains in " + runs_.string()});
    }
    hasSaidThatItWaits_ = true;
    std::mutex mutex;
    std::condition_variable_any woken;
    std::unique_lock lock(mutex);
    woken.wait_for(lock, stop, kPause, [] { return false; });
  }

  void fail(const SuiteRun& run, std::string what, std::string remedy) {
    failures_.push_back({run.row + ", seed " + std::to_string(run.seed) + ",", std::move(what), std::move(remedy)});
  }

  std::vector<SuiteRun> plan_;
  std::filesystem::path runs_;
  SuiteIndex index_;
  std::string splitNote_;
  std::map<std::pair<std::string, std::uint64_t>, RunFolder> trained_;  ///< By row and seed.
  std::map<std::size_t, RunFolder> completed_;                          ///< By their places in the plan.
  std::vector<Problem> failures_;
  bool stopped_ = false;
  bool hasSaidThatItWaits_ = false;
};

}  // namespace

SuiteOutcome runSuite(std::vector<SuiteRun> plan, const std::filesystem::path& runs, const std::stop_token& stop,
                      PauseGate& gate, SuiteListener& listener) {
  if (plan.empty()) return {};
  return Suite(std::move(plan), runs).run(stop, gate, listener);
}

}  // namespace macadam
