#include "session/suite.h"

#include "data/split.h"
#include "runs/run_summary.h"
#include "runs/settings_table.h"
#include "runs/suite_index.h"
#include "session/prepared_data.h"
#include "session/training_session.h"
#include "spec/run_spec_toml.h"
#include "spec/validate.h"

#include <algorithm>
#include <map>

namespace macadam {
namespace {

void refuseWrongSpecs(const std::vector<SuiteRun>& plan) {
  std::vector<Problem> problems;
  for (const SuiteRun& run : plan) {
    for (const Problem& problem : validate(run.spec)) {
      if (std::ranges::find(problems, problem) == problems.end()) problems.push_back(problem);
    }
  }
  if (!problems.empty()) throw Error(problems);
}

/// What decides a run's result, without what may change between two calls: where its inputs lie, and how fast it goes.
RunSpec essenceOf(RunSpec spec, const SuiteRun& planned) {
  spec.name = planned.spec.name;
  spec.device = planned.spec.device;
  spec.threads = planned.spec.threads;
  spec.data.decodeWorkers = planned.spec.data.decodeWorkers;
  spec.data.cacheMegabytes = planned.spec.data.cacheMegabytes;
  spec.schedule.timeLimitMinutes = planned.spec.schedule.timeLimitMinutes;
  spec.split.file = planned.spec.split.file;
  if (auto* method = std::get_if<SslkdSpec>(&spec.method); method != nullptr && planned.takesSharedTeachers) {
    method->teachersFrom.clear();
  }
  return spec;
}

void refuseOtherSettings(const std::vector<SuiteRun>& plan, const SuiteIndex& index) {
  for (const SuiteRun& run : plan) {
    const auto folder = index.find(toString(run.row), run.seed);
    if (!folder) continue;
    const RunSpec kept = essenceOf(loadRunSpec(folder->spec()), run);
    const RunSpec asked = essenceOf(run.spec, run);
    if (kept == asked) continue;
    std::string settings;
    for (const SettingRow& row : differingSettings({{toToml(kept)}, {toToml(asked)}})) {
      settings += (settings.empty() ? "" : ", ") + row.key + " (" + row.values[0] + ", now " + row.values[1] + ")";
    }
    throw Error(folder->path().string(), "was trained with other settings: " + settings,
                "choose another folder for the runs, or the earlier settings");
  }
}

/// One split for all runs, also for those that are trained after the data set has grown or the split was edited.
/// Returns what to say where another was asked for.
std::string pinSplit(std::vector<SuiteRun>& plan, const SuiteIndex& index) {
  const RunSpec& first = plan.front().spec;
  const std::filesystem::path file = index.split();
  const std::filesystem::path asked = first.split.file;
  std::string note;
  if (asked == file) return note;
  if (index.isEmpty() || !std::filesystem::exists(file)) {
    const Split split = prepareData(first).split;
    std::filesystem::create_directories(file.parent_path());
    saveSplit(split, file);
  } else if (!asked.empty() && loadSplit(asked).hash() != loadSplit(file).hash()) {
    note = asked.string() + " is not the split that this suite began with; it goes on with " + file.string() +
           ", so that its runs can be compared. For another split, choose another folder for the runs";
  }
  for (SuiteRun& run : plan) run.spec.split.file = file.string();
  return note;
}

class Suite {
 public:
  Suite(std::vector<SuiteRun> plan, std::filesystem::path runs)
      : plan_(std::move(plan)), runs_(std::filesystem::absolute(runs)), index_(runs_) {
    refuseWrongSpecs(plan_);
    refuseOtherSettings(plan_, index_);
    splitNote_ = pinSplit(plan_, index_);
  }

  SuiteOutcome run(const std::stop_token& stop, PauseGate& gate, SuiteListener& listener) {
    for (std::size_t i = 0; i < plan_.size() && !outcome_.stopped; ++i) {
      if (stop.stop_requested())
        outcome_.stopped = true;
      else
        trainOne(i, stop, gate, listener);
    }
    return outcome_;
  }

 private:
  void trainOne(std::size_t i, const std::stop_token& stop, PauseGate& gate, SuiteListener& listener) {
    SuiteRun& run = plan_[i];
    if (run.takesSharedTeachers && !takeTeachers(run)) return;
    const SuiteStep step = stepFor(i);
    listener.begin(step);
    const RunFinished finished = step.action == SuiteAction::Reuse
                                     ? RunFinished{.ending = Ending::Completed}
                                     : TrainingSession(run.spec, step.folder).run(stop, gate, listener);
    switch (finished.ending) {
      case Ending::Completed:
        outcome_.completed.push_back(step.folder);
        if (run.row == SuiteRow::CmsTeachers) teachers_.insert_or_assign(run.seed, step.folder);
        break;
      case Ending::Stopped:
        outcome_.stopped = true;
        break;
      case Ending::TimeLimit:
        fail(run, "reached its time limit", "raise schedule.time_limit_minutes and start the suite again");
        break;
      case Ending::Failed:
        fail(run, "failed: " + finished.message, "");
        break;
    }
  }

  SuiteStep stepFor(std::size_t i) {
    const SuiteRun& run = plan_[i];
    const std::string row = toString(run.row);
    const auto stepWith = [&](const RunFolder& folder, SuiteAction action) {
      return SuiteStep{run, folder, action, static_cast<int>(i), static_cast<int>(plan_.size()), splitNote_};
    };
    if (const auto known = index_.find(row, run.seed)) {
      if (summarise(*known).state == RunState::Completed) return stepWith(*known, SuiteAction::Reuse);
      return stepWith(*known, SuiteAction::Resume);
    }
    const RunFolder created = createRun(runs_, run.spec.name, toToml(run.spec));
    index_.add(row, run.seed, created);
    return stepWith(created, SuiteAction::Train);
  }

  bool takeTeachers(SuiteRun& run) {
    const auto teachers = teachers_.find(run.seed);
    if (teachers == teachers_.end()) {
      fail(run, "was not trained: its teachers are not there", "");
      return false;
    }
    std::get<SslkdSpec>(run.spec.method).teachersFrom = teachers->second.path().string();
    return true;
  }

  void fail(const SuiteRun& run, std::string what, std::string remedy) {
    outcome_.failures.push_back(
        {toString(run.row) + ", seed " + std::to_string(run.seed) + ",", std::move(what), std::move(remedy)});
  }

  std::vector<SuiteRun> plan_;
  std::filesystem::path runs_;
  SuiteIndex index_;
  std::string splitNote_;
  std::map<std::uint64_t, RunFolder> teachers_;
  SuiteOutcome outcome_;
};

}  // namespace

SuiteOutcome runSuite(std::vector<SuiteRun> plan, const std::filesystem::path& runs, const std::stop_token& stop,
                      PauseGate& gate, SuiteListener& listener) {
  if (plan.empty()) return {};
  return Suite(std::move(plan), runs).run(stop, gate, listener);
}

}  // namespace macadam
