#include "ui/results/run_feed.h"

#include <algorithm>

namespace macadam {

RunFeed::RunFeed(RunController& controller, QObject* parent) : QObject(parent), controller_(controller) {
  connect(&controller, &RunController::runStarted, this, &RunFeed::startLive);
  connect(&controller, &RunController::eventsArrived, this, &RunFeed::takeEvents);
  connect(&controller, &RunController::runEnded, this, &RunFeed::endLive);
}

void RunFeed::setCatalog(RunCatalog* catalog) {
  if (catalog_) catalog_->disconnect(this);
  catalog_ = catalog;
  live_.reset();
  hidden_.clear();
  typed_.clear();
  if (catalog_) connect(catalog_, &RunCatalog::changed, this, &RunFeed::rebuild);
  if (controller_.currentRun()) startLive(*controller_.currentRun(), controller_.currentSpec());
  rebuild();
}

const RunRecord* RunFeed::find(const RunFolder& run) const {
  const auto found = std::ranges::find(runs_, run, &RunRecord::folder);
  return found == runs_.end() ? nullptr : &*found;
}

void RunFeed::refresh() {
  if (catalog_) catalog_->refresh();
}

void RunFeed::hide(const RunFolder& run) {
  hidden_.insert(run.path());
  rebuild();
}

void RunFeed::unhide(const RunFolder& run) {
  hidden_.erase(run.path());
  rebuild();
  refresh();
}

void RunFeed::showNotes(const RunFolder& run, const RunNotes& notes) {
  typed_[run.path()] = notes;
  rebuild();
}

void RunFeed::forgetNotes(const RunFolder& run) {
  typed_.erase(run.path());
  rebuild();
}

bool RunFeed::isOurs(const RunFolder& run) const {
  if (!catalog_) return false;
  const std::filesystem::path parent = run.path().parent_path();
  return parent == catalog_->folder() || parent.parent_path() == catalog_->folder();
}

void RunFeed::startLive(const RunFolder& run, const RunSpec& spec) {
  if (!isOurs(run)) return;
  const RunRecord* known = catalog_->find(run);  // a resumed one has scores already
  live_ = known != nullptr ? *known : RunRecord{.folder = run};
  live_->spec = spec;
  live_->problem.clear();
  live_->summary.state = RunState::Running;
  live_->summary.message.clear();
  if (!live_->started.isValid()) live_->started = QDateTime::currentDateTimeUtc();
  rebuild();
  refresh();
}

void RunFeed::takeEvents(const std::vector<Event>& events) {
  if (!live_) return;
  for (const Event& event : events) update(live_->summary, event);
  live_->summary.state = RunState::Running;
  const auto shown = std::ranges::find(runs_, live_->folder, &RunRecord::folder);
  if (shown == runs_.end()) return;
  shown->summary = live_->summary;
  Q_EMIT updated(*shown);
  Q_EMIT eventsArrived(live_->folder, events);
}

void RunFeed::endLive(const RunFolder& run, const RunFinished& ending) {
  if (!live_ || !(live_->folder == run)) return;
  update(live_->summary, ending);
  const auto shown = std::ranges::find(runs_, run, &RunRecord::folder);
  if (shown != runs_.end()) {
    shown->summary = live_->summary;
    Q_EMIT updated(*shown);
  }
  live_.reset();
  refresh();
}

void RunFeed::showStale(const StaleReasons& reasons) {
  if (reasons == stale_) return;
  stale_ = reasons;
  rebuild();
}

void RunFeed::rebuild() {
  runs_.clear();
  if (catalog_) runs_ = catalog_->runs();
  std::erase_if(hidden_, [&](const auto& path) { return catalog_ && catalog_->find(RunFolder(path)) == nullptr; });
  std::erase_if(runs_, [&](const RunRecord& run) { return hidden_.contains(run.folder.path()); });
  if (live_) {
    const auto place = std::ranges::find(runs_, live_->folder, &RunRecord::folder);
    if (place == runs_.end()) {
      const auto after =
          std::ranges::find_if(runs_, [&](const RunRecord& run) { return run.folder.name() > live_->folder.name(); });
      runs_.insert(after, *live_);
    } else {
      if (live_->summary.totalIterations == 0) {  // it began before anyone looked
        live_->summary = place->summary;
        live_->summary.state = RunState::Running;
      }
      place->summary = live_->summary;
      place->spec = live_->spec;
      place->problem.clear();
      if (!place->started.isValid()) place->started = live_->started;
    }
  }
  for (RunRecord& run : runs_) {
    if (const auto stale = stale_.find(run.folder.path()); stale != stale_.end()) run.stale = stale->second;
    const auto typed = typed_.find(run.folder.path());
    if (typed == typed_.end()) continue;
    if (run.notes == typed->second) {
      typed_.erase(typed);
    } else {
      run.notes = typed->second;
    }
  }
  Q_EMIT changed();
}

}  // namespace macadam
