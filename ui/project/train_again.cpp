#include "ui/project/train_again.h"

#include <algorithm>
#include <ranges>

namespace macadam {
namespace {

bool isMeasured(const RunRecord& run) {
  return run.problem.isEmpty() && !run.summary.networks.empty();
}

}  // namespace

bool hasTrainedStudent(const RunRecord& run) {
  return isMeasured(run) && run.summary.find(toString(Role::Student)) != nullptr;
}

RunSpec settingsAgain(const RunRecord& run, Beginning beginning) {
  RunSpec spec = run.spec;
  spec.networks.studentFrom = beginning == Beginning::FromStudent ? run.folder.path().string() : "";
  return spec;
}

const RunRecord* newestTrainedRun(const std::vector<RunRecord>& runs) {
  const RunRecord* measured = nullptr;
  for (const RunRecord& run : runs | std::views::reverse) {
    if (!isMeasured(run)) continue;
    if (run.summary.state == RunState::Completed) return &run;
    if (measured == nullptr) measured = &run;
  }
  return measured;
}

}  // namespace macadam
