#include "ui/results/curve_store.h"

#include "runs/metrics_log.h"

#include <utility>

namespace macadam {

CurveStore::CurveStore(Jobs& jobs, QObject* parent) : QObject(parent), jobs_(jobs) {}

void CurveStore::want(const std::vector<RunRecord>& runs) {
  std::vector<std::pair<std::filesystem::path, RunStamp>> missing;
  for (const RunRecord& run : runs) {
    const auto known = known_.find(run.folder.path());
    const bool isKnown =
        known != known_.end() && (known->second.stamp == run.stamp || run.summary.state == RunState::Running);
    if (isKnown || !reading_.insert(run.folder.path()).second) continue;
    waiting_.erase(run.folder.path());
    missing.emplace_back(run.folder.path(), run.stamp);
  }
  if (missing.empty()) return;
  jobs_.start<Read>(
      tr("Reading curves"), this,
      [missing](QPromise<Read>& promise) {
        Read read;
        for (const auto& [path, stamp] : missing) {
          Kept& kept = read[path];
          kept.stamp = stamp;
          try {
            for (const Event& event : readMetrics(RunFolder(path).metrics(), PreviewPixels::Skip))
              kept.curves.add(event);
          } catch (...) {
            // the table of runs says what is wrong with it
          }
        }
        promise.addResult(std::move(read));
      },
      [this](Read read) { take(std::move(read)); }, {},
      [this, missing] {
        for (const auto& [path, stamp] : missing) reading_.erase(path);
      });
}

void CurveStore::take(Read read) {
  for (auto& [path, kept] : read) {
    const auto late = waiting_.extract(path);
    if (late) {
      for (const Event& event : late.mapped()) kept.curves.add(event);
    }
    known_[path] = std::move(kept);
  }
  Q_EMIT ready();
}

const RunCurves* CurveStore::find(const RunFolder& run) const {
  const auto known = known_.find(run.path());
  return known == known_.end() ? nullptr : &known->second.curves;
}

void CurveStore::add(const RunFolder& run, const std::vector<Event>& events) {
  if (reading_.contains(run.path())) {
    std::vector<Event>& waiting = waiting_[run.path()];
    waiting.insert(waiting.end(), events.begin(), events.end());
    return;
  }
  const auto known = known_.find(run.path());
  if (known == known_.end()) return;
  for (const Event& event : events) known->second.curves.add(event);
  Q_EMIT grown(run);
}

}  // namespace macadam
