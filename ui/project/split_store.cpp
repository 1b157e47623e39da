#include "ui/project/split_store.h"

#include "ui/jobs/problem_list.h"

#include <QFile>
#include <QtConcurrent>
#include <algorithm>
#include <filesystem>
#include <iterator>
#include <utility>

namespace macadam {

namespace {

/// Whether the file still says what it said when it was read or written here last.
bool holds(const std::filesystem::path& file, const Split& split) {
  try {
    Split there = loadSplit(file);
    there.name = split.name;
    return there == split;
  } catch (const Error&) {
    return false;
  }
}

/// Gives the file another name, which comes back. @throws Error
std::string setAside(const std::filesystem::path& file) {
  const std::string stem = file.stem().string() + " (changed elsewhere";
  std::filesystem::path to = file.parent_path() / (stem + ").toml");
  for (int i = 2; std::filesystem::exists(to); ++i) {
    to = file.parent_path() / (stem + " " + std::to_string(i) + ").toml");
  }
  std::error_code failure;
  std::filesystem::rename(file, to, failure);
  if (failure) {
    throw Error(file.string(), "was changed outside and cannot be set aside (" + failure.message() + ")",
                "make its folder writable");
  }
  return to.stem().string();
}

}  // namespace

SplitStore::SplitStore(Project saved, const Split& active, QObject* parent)
    : QObject(parent), project_(saved), savedProject_(std::move(saved)) {
  if (!active.name.empty()) onDisk_.emplace(active.name, active);
  thread_.setMaxThreadCount(1);
  connect(&watcher_, &QFutureWatcherBase::finished, this, &SplitStore::end);
}

void SplitStore::save(const Project& project, const Split& split) {
  std::erase_if(unsaved_, [&](const Split& other) { return other.name == split.name; });
  unsaved_.push_back(split);
  save(project);
}

void SplitStore::save(const Project& project) {
  project_ = project;
  if (saving_) {
    again_ = true;
  } else {
    begin();
  }
}

void SplitStore::whenSaved(QObject* context, std::function<void()> done) {
  if (isSaved()) return done();
  connect(
      this, &SplitStore::settled, context,
      [this, done = std::move(done)] {
        if (isSaved()) done();
      },
      Qt::SingleShotConnection);
  if (!saving_) begin();
}

void SplitStore::finish() {
  while (saving_) {
    watcher_.waitForFinished();
    end();
  }
}

SplitStore::Saving SplitStore::write(Saving saving) {
  std::error_code failure;
  if (!std::filesystem::exists(saving.project.folder, failure)) {  // it would be made anew, with nothing else in it
    saving.problems = {{saving.project.folder.string(), "is no longer there", "open the project where it is now"}};
    return saving;
  }
  std::filesystem::create_directory(saving.project.splits(), failure);
  if (failure) {
    saving.problems = {{saving.project.splits().string(), "cannot be made (" + failure.message() + ")",
                        "make the project's folder writable"}};
    return saving;
  }
  for (const Split& split : saving.splits) {
    try {
      const std::filesystem::path file = saving.project.splitFile(split.name);
      const auto known = saving.onDisk.find(split.name);
      const bool isForeign =
          std::filesystem::exists(file) && (known == saving.onDisk.end() || !holds(file, known->second));
      if (isForeign) saving.setAside.emplace_back(split.name, setAside(file));
      saveSplit(split, file);
      saving.written.push_back(split);
    } catch (...) {
      saving.problems.append(caughtProblems(split.name));
    }
  }
  if (!saving.problems.empty() || saving.projectWritten) return saving;
  try {
    saveProject(saving.project);
    saving.projectWritten = true;
  } catch (...) {
    saving.problems.append(caughtProblems(saving.project.folder.string()));
  }
  return saving;
}

void SplitStore::begin() {
  saving_ = true;
  again_ = false;
  watcher_.setFuture(QtConcurrent::run(
      &thread_, &SplitStore::write,
      Saving{.splits = unsaved_, .onDisk = onDisk_, .project = project_, .projectWritten = project_ == savedProject_}));
}

void SplitStore::end() {
  const Saving saving = watcher_.result();
  std::erase_if(unsaved_,
                [&](const Split& split) { return std::ranges::find(saving.written, split) != saving.written.end(); });
  for (const Split& split : saving.written) onDisk_.insert_or_assign(split.name, split);
  for (const auto& [name, aside] : saving.setAside) Q_EMIT setForeignAside(name, aside);
  if (saving.projectWritten) savedProject_ = saving.project;
  saving_ = false;
  if (again_) return begin();
  if (!saving.problems.empty()) Q_EMIT failed(saving.problems);
  Q_EMIT settled();
}

void SplitStore::load(const std::string& name, std::function<void(Split)> done) {
  const auto unsaved = std::ranges::find(unsaved_, name, &Split::name);
  if (unsaved != unsaved_.end()) return done(*unsaved);
  struct Loaded {
    Split split;
    QList<Problem> problems;
  };
  QtConcurrent::run(&thread_, [name, file = project_.splitFile(name)]() -> Loaded {
    try {
      Split split = loadSplit(file);
      split.name = name;
      return {.split = std::move(split)};
    } catch (...) {
      return {.problems = caughtProblems(name)};
    }
  }).then(this, [this, done = std::move(done)](const Loaded& loaded) {
    if (loaded.problems.empty()) {
      onDisk_.insert_or_assign(loaded.split.name, loaded.split);
      return done(loaded.split);
    }
    Q_EMIT failed(loaded.problems);
  });
}

void SplitStore::moveToTrash(const std::string& name, std::function<void()> done) {
  std::erase_if(unsaved_, [&](const Split& split) { return split.name == name; });
  onDisk_.erase(name);
  const QString file = QString::fromStdString(project_.splitFile(name).string());
  QtConcurrent::run(&thread_, [file] {
    return !QFile::exists(file) || QFile::moveToTrash(file);
  }).then(this, [this, file, done = std::move(done)](bool moved) {
    if (moved) return done();
    Q_EMIT failed({{file.toStdString(), "cannot be moved to the trash", "delete it by hand"}});
  });
}

}  // namespace macadam
