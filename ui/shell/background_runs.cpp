#include "ui/shell/background_runs.h"

#include "runs/process_mark.h"

namespace macadam {

BackgroundRuns::BackgroundRuns(ProjectDocument& document, RunController& controller)
    : QObject(&document), document_(document), controller_(controller) {
  connect(&document.runs(), &RunCatalog::changed, this, &BackgroundRuns::look);
}

void BackgroundRuns::look() {
  if (controller_.state() != TrainingState::Idle) return;
  for (const RunRecord& run : document_.runs().runs()) {
    if (run.summary.state != RunState::Running) continue;
    const std::optional<ProcessMark> trainer = trainerOf(run.folder);
    if (!trainer || !canBeAskedToStop(*trainer)) continue;
    controller_.watch(run.folder, *trainer);
    return;
  }
}

}  // namespace macadam
