#include "ui/results/run_choice.h"

#include "ui/results/run_words.h"

#include <algorithm>
#include <iterator>

namespace macadam {
namespace {

bool isReadable(const RunRecord& run) {
  return run.problem.isEmpty();
}

template <typename Condition>
std::vector<RunRecord> those(const std::vector<RunRecord>& runs, Condition condition) {
  std::vector<RunRecord> kept;
  std::ranges::copy_if(runs, std::back_inserter(kept), condition);
  return kept;
}

}  // namespace

bool isResumable(const RunRecord& run) {
  return isReadable(run) && (run.summary.state == RunState::Stopped || run.summary.state == RunState::Interrupted ||
                             run.summary.state == RunState::Failed);
}

std::vector<RunFolder> foldersOf(const std::vector<RunRecord>& runs) {
  std::vector<RunFolder> folders;
  for (const RunRecord& run : runs) folders.push_back(run.folder);
  return folders;
}

std::vector<RunRecord> RunChoice::readable() const {
  return those(selected_, isReadable);
}

const RunRecord* RunChoice::only() const {
  return selected_.size() == 1 && isReadable(selected_.front()) ? &selected_.front() : nullptr;
}

std::vector<RunRecord> RunChoice::reported() const {
  std::vector<RunRecord> runs = readable();
  if (!runs.empty()) return runs;
  return those(all_, [](const RunRecord& run) { return isReadable(run) && run.summary.state == RunState::Completed; });
}

std::vector<RunRecord> RunChoice::resumable() const {
  return those(selected_, isResumable);
}

std::vector<RunRecord> RunChoice::deletable() const {
  return those(selected_, [](const RunRecord& run) { return run.summary.state != RunState::Running; });
}

std::vector<RunRecord> RunChoice::pair() const {
  const auto hasWeights = [](const RunRecord& run) {
    return isReadable(run) && mainScores(run.spec, run.summary) != nullptr;
  };
  if (selected_.size() != 2 || !std::ranges::all_of(selected_, hasWeights)) return {};
  std::vector<RunRecord> runs = selected_;
  std::ranges::sort(runs, {}, [](const RunRecord& run) { return run.folder.name(); });
  return runs;
}

}  // namespace macadam
