#include "ui/project/run_catalog.h"

#include "runs/provenance.h"
#include "spec/run_spec_toml.h"
#include "ui/jobs/jobs.h"

#include <algorithm>
#include <iterator>
#include <system_error>
#include <utility>

namespace macadam {
namespace {

constexpr int kSettleMilliseconds = 150;

RunStamp stampOf(const RunFolder& run) {
  RunStamp stamp{.locked = isLocked(run)};
  std::error_code missing;
  stamp.specTime = std::filesystem::last_write_time(run.spec(), missing);
  stamp.notesTime = std::filesystem::last_write_time(notesFile(run), missing);
  stamp.metricsTime = std::filesystem::last_write_time(run.metrics(), missing);
  stamp.metricsBytes = std::filesystem::file_size(run.metrics(), missing);
  return stamp;
}

/// Of the last process that trained it; invalid where that wrote nothing down.
QDateTime startOf(const RunFolder& run) {
  try {
    return QDateTime::fromString(QString::fromStdString(loadProvenance(run.provenance()).startedAt), Qt::ISODate);
  } catch (...) {
    return {};
  }
}

void readNotes(RunRecord& record) {
  try {
    record.notes = loadNotes(record.folder);
  } catch (...) {
    record.notesProblem = problemText(caughtProblems(record.folder.name()));
  }
}

/// @param known the run as it was read before; null where it was not.
RunRecord readRun(const RunFolder& folder, const RunStamp& stamp, const RunRecord* known) {
  RunRecord record{.folder = folder, .stamp = stamp};
  try {
    record.spec = loadRunSpec(folder.spec());
    record.read = readOn(folder, known != nullptr ? known->read : GrowingSummary());
    record.summary = record.read.summary;
    if (stamp.locked) record.summary.state = RunState::Running;
    record.started = startOf(folder);
  } catch (...) {
    record.problem = problemText(caughtProblems(folder.name()));
  }
  readNotes(record);
  return record;
}

std::vector<RunFolder> foldersIn(const std::filesystem::path& runs) {
  std::vector<RunFolder> folders = listRuns(runs);
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(runs, ignored)) {
    if (!std::filesystem::exists(entry.path() / "suite.json", ignored)) continue;
    std::ranges::copy(listRuns(entry.path()), std::back_inserter(folders));
  }
  return folders;
}

std::vector<RunRecord> readRuns(const std::filesystem::path& folder, const std::vector<RunRecord>& known) {
  std::vector<RunRecord> records;
  for (const RunFolder& run : foldersIn(folder)) {
    const RunStamp stamp = stampOf(run);
    const auto before = std::ranges::find(known, run, &RunRecord::folder);
    const bool isSame = before != known.end() && before->stamp == stamp;
    records.push_back(isSame ? *before : readRun(run, stamp, before != known.end() ? &*before : nullptr));
  }
  std::ranges::stable_sort(records, {}, [](const RunRecord& record) { return record.folder.name(); });
  return records;
}

}  // namespace

RunCatalog::RunCatalog(std::filesystem::path runs, Jobs& jobs, QObject* parent, std::chrono::milliseconds lookEvery)
    : QObject(parent),
      folder_(std::move(runs)),
      jobs_(jobs),
      looking_(
          lookingThread_, Overtaken::Dropped, [this](const Stamps& found) { compare(found); },
          [](const QList<Problem>&) {}) {  // the next reading says what is wrong
  lookingThread_.setMaxThreadCount(1);
  delay_.setSingleShot(true);
  delay_.setInterval(kSettleMilliseconds);
  connect(&delay_, &QTimer::timeout, this, &RunCatalog::read);
  connect(&watcher_, &QFileSystemWatcher::directoryChanged, this, &RunCatalog::refresh);
  connect(&look_, &QTimer::timeout, this, [this] {
    looking_.run([folder = folder_] {
      Stamps stamps;
      for (const RunFolder& run : foldersIn(folder)) stamps.emplace_back(run.path(), stampOf(run));
      return stamps;
    });
  });
  look_.start(lookEvery);
  refresh();
}

void RunCatalog::compare(const Stamps& found) {
  if (reading_) return;
  const auto isKnown = [this](const auto& each) {
    const RunRecord* known = find(RunFolder(each.first));
    return known != nullptr && known->stamp == each.second;
  };
  if (found.size() != runs_.size() || !std::ranges::all_of(found, isKnown)) refresh();
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
  std::filesystem::create_directory(folder_, ignored);  // not where the project itself has gone
  if (watcher_.directories().isEmpty()) watcher_.addPath(QString::fromStdString(folder_.string()));
  jobs_.start<std::vector<RunRecord>>(
      tr("Reading runs"), this,
      [folder = folder_, known = runs_](QPromise<std::vector<RunRecord>>& promise) {
        promise.addResult(readRuns(folder, known));
      },
      [this](std::vector<RunRecord> runs) {
        runs_ = std::move(runs);
        Q_EMIT changed();
      },
      {},
      [this] {
        reading_ = false;
        if (std::exchange(again_, false)) refresh();
      });
}

}  // namespace macadam
