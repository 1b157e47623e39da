#include "ui/project/run_catalog.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "spec/run_spec_toml.h"
#include "ui/jobs/jobs.h"

namespace macadam {
namespace {

constexpr int kSettleMilliseconds = 150;

RunRecord readRun(const RunFolder& folder) {
  RunRecord record{.folder = folder};
  try {
    record.spec = loadRunSpec(folder.spec());
    record.summary = summarise(folder);
  } catch (const Error& error) {
    record.problem = QString::fromUtf8(error.what());
  }
  return record;
}

std::vector<RunRecord> readRuns(const std::filesystem::path& folder) {
  std::vector<RunRecord> records;
  for (const RunFolder& run : listRuns(folder)) records.push_back(readRun(run));
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    if (!std::filesystem::exists(entry.path() / "suite.json", ignored)) continue;
    for (const RunFolder& run : listRuns(entry.path())) records.push_back(readRun(run));
  }
  std::ranges::stable_sort(records, {}, [](const RunRecord& record) { return record.folder.name(); });
  return records;
}

}  // namespace

RunCatalog::RunCatalog(std::filesystem::path runs, Jobs& jobs, QObject* parent)
    : QObject(parent), folder_(std::move(runs)), jobs_(jobs) {
  delay_.setSingleShot(true);
  delay_.setInterval(kSettleMilliseconds);
  connect(&delay_, &QTimer::timeout, this, &RunCatalog::read);
  connect(&watcher_, &QFileSystemWatcher::directoryChanged, this, &RunCatalog::refresh);
  refresh();
}

const RunRecord* RunCatalog::find(const RunFolder& run) const {
  const auto found = std::ranges::find(runs_, run, &RunRecord::folder);
  return found == runs_.end() ? nullptr : &*found;
}

void RunCatalog::refresh() {
  if (!delay_.isActive()) delay_.start();
}

void RunCatalog::read() {
  if (reading_) {
    again_ = true;
    return;
  }
  reading_ = true;
  std::error_code ignored;
  std::filesystem::create_directories(folder_, ignored);
  if (watcher_.directories().isEmpty()) watcher_.addPath(QString::fromStdString(folder_.string()));
  jobs_.start<std::vector<RunRecord>>(
      tr("Reading runs"), this,
      [folder = folder_](QPromise<std::vector<RunRecord>>& promise) { promise.addResult(readRuns(folder)); },
      [this](std::vector<RunRecord> runs) {
        runs_ = std::move(runs);
        reading_ = false;
        Q_EMIT changed();
        if (std::exchange(again_, false)) refresh();
      },
      [this](const QList<Problem>&) { reading_ = false; });
}

}  // namespace macadam
