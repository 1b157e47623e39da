#include "ui/project/project_document.h"

#include "data/edited_masks.h"
#include "data/move_to_labelled.h"
#include "image/image_store.h"
#include "ui/jobs/jobs.h"

#include <QRegularExpression>
#include <QUndoCommand>
#include <algorithm>
#include <system_error>
#include <unordered_map>
#include <utility>

namespace macadam {
namespace {

constexpr auto kFirstSplitName = "default";
constexpr int kWorkers = 2;

std::vector<Subset> subsetsOf(const Split& split, const Dataset& dataset) {
  std::unordered_map<std::string, Subset> known;
  const auto remember = [&](const std::vector<std::string>& ids, Subset subset) {
    for (const std::string& id : ids) known.emplace(id, subset);
  };
  remember(split.labelled, Subset::Labelled);
  remember(split.unlabelled, Subset::Unlabelled);
  remember(split.validation, Subset::Validation);
  remember(split.test, Subset::Test);
  std::vector<Subset> subsets;
  subsets.reserve(dataset.samples.size());
  for (const Sample& sample : dataset.samples) {
    const auto found = known.find(sample.id);
    subsets.push_back(found == known.end() ? Subset::Unused : found->second);
  }
  return subsets;
}

QStringList splitNamesIn(const std::filesystem::path& folder) {
  QStringList names;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    if (entry.path().extension() == ".toml") names.append(QString::fromStdString(entry.path().stem().string()));
  }
  names.sort(Qt::CaseInsensitive);
  return names;
}

}  // namespace

class SplitChange : public QUndoCommand {
 public:
  SplitChange(ProjectDocument& document, Split before, Split after, const QString& text)
      : QUndoCommand(text), document_(document), before_(std::move(before)), after_(std::move(after)) {}

  void undo() override { document_.showSplit(before_); }
  void redo() override { document_.showSplit(after_); }

 private:
  ProjectDocument& document_;
  Split before_;
  Split after_;
};

/// A deletion that has been done.
class SplitDeletion : public QUndoCommand {
 public:
  SplitDeletion(ProjectDocument& document, Split split) : document_(document), split_(std::move(split)) {
    const QString text = ProjectDocument::tr("Delete split %1").arg(QString::fromStdString(split_.name));
    setText(text + '\n' + QString(text).replace('&', "&&"));  // as menus take it
  }

  void undo() override {
    isDone_ = false;
    split_.name = document_.bringBack(split_);
  }
  void redo() override {
    if (std::exchange(isDone_, true)) return;
    const auto shown = document_.lastShown_.find(split_.name);
    if (shown != document_.lastShown_.end()) split_ = shown->second;  // since it came back
    document_.throwAway(QString::fromStdString(split_.name), [] {});
  }

 private:
  ProjectDocument& document_;
  Split split_;
  bool isDone_ = true;
};

ProjectContents readProject(const std::filesystem::path& folder) {
  ProjectContents contents{.project = openProject(folder)};
  contents.dataset = std::make_shared<const Dataset>(openDataset(folder, contents.project.tileSize));
  contents.splitNames = splitNamesIn(contents.project.splits());
  const std::string& name = contents.project.activeSplit;
  if (!name.empty() && std::filesystem::exists(contents.project.splitFile(name))) {
    contents.split = loadSplit(contents.project.splitFile(name));
    contents.split.name = name;  // the file's, which a person may have renamed
    contents.hasSplit = true;
  }
  return contents;
}

ProjectDocument::ProjectDocument(ProjectContents contents, Jobs& jobs, QObject* parent)
    : QObject(parent),
      project_(std::move(contents.project)),
      dataset_(std::move(contents.dataset)),
      split_(std::move(contents.split)),
      subsets_(subsetsOf(split_, *dataset_)),
      measuring_(
          measuringThread_, Overtaken::Dropped,
          [this](const std::vector<MeasuredEdit>& measured) { takeMeasured(measured); },
          [this](const QList<Problem>& problems) { Q_EMIT labelsNotUsed(problems); }),
      splits_(project_, split_),
      splitNames_(std::move(contents.splitNames)),
      runs_(project_.runs(), jobs) {
  connect(&splits_, &SplitStore::failed, this, &ProjectDocument::failed);
  connect(&splits_, &SplitStore::settled, this, &ProjectDocument::settled);
  connect(&splits_, &SplitStore::setForeignAside, this, [this](const std::string& name, const std::string& aside) {
    splitNames_.append(QString::fromStdString(aside));
    splitNames_.sort(Qt::CaseInsensitive);
    Q_EMIT splitNamesChanged();
    Q_EMIT splitSetAside(QString::fromStdString(name), QString::fromStdString(aside));
  });
  if (dataset_->masks.open) return;  // nothing is road yet
  jobs.startLong<std::vector<TileContent>>(
      tr("Measuring road shares"), this,
      [dataset = dataset_](QPromise<std::vector<TileContent>>& promise) {
        // What cannot be read has no share here; the data check says what is wrong with it.
        promise.addResult(measureTiles(*dataset, kWorkers, progressOf(promise)).contents);
      },
      [this](std::vector<TileContent> measured) {
        contents_ = std::move(measured);
        measureEdits();
        Q_EMIT roadSharesChanged();
      });
}

/// While there still is someone to hear that it failed.
ProjectDocument::~ProjectDocument() {
  splits_.finish();
}

QString ProjectDocument::name() const {
  return QString::fromStdString(project_.folder.filename().string());
}

QString ProjectDocument::parentFolder() const {
  return QString::fromStdString(project_.folder.parent_path().string());
}

void ProjectDocument::labelsEdited(const std::string& image, const std::filesystem::path& mask) {
  try {
    dataset_ = std::make_shared<const Dataset>(withEditedMask(*dataset_, image, mask));
  } catch (...) {
    return void(Q_EMIT labelsNotUsed(caughtProblems(image)));
  }
  std::vector<std::string> edited;
  for (const Sample& sample : dataset_->samples) {
    if (sample.mask == mask) edited.push_back(sample.id);
  }
  unmeasured_.insert(edited.begin(), edited.end());
  Q_EMIT labelsChanged(edited);
  measureEdits();
}

/// The first measurement of all, which may be of masks as they were, comes before.
void ProjectDocument::measureEdits() {
  if (unmeasured_.empty() || contents_.empty()) return;
  measuring_.run([dataset = dataset_, ids = unmeasured_] {
    Dataset edited;
    for (const std::string& id : ids) edited.samples.push_back(*dataset->find(id));
    const MeasuredTiles tiles = measureTiles(edited, 1);
    std::vector<MeasuredEdit> measured;
    for (std::size_t i = 0; i < tiles.contents.size(); ++i) {
      measured.push_back({edited.samples[i].id, tiles.contents[i]});
    }
    return measured;
  });
}

void ProjectDocument::takeMeasured(const std::vector<MeasuredEdit>& measured) {
  unmeasured_.clear();  // what was edited meanwhile has overtaken this
  for (const MeasuredEdit& edit : measured) {
    contents_[static_cast<std::size_t>(dataset_->find(edit.sample) - dataset_->samples.data())] = edit.content;
  }
  Q_EMIT roadSharesChanged();
}

void ProjectDocument::setObstacle(const QString& why) {
  if (std::exchange(obstacle_, why) != why) Q_EMIT obstacleChanged();
}

bool ProjectDocument::mayChange() {
  if (obstacle_.isEmpty()) return true;
  Q_EMIT failed({Problem{{}, obstacle_.toStdString(), {}}});
  return false;
}

void ProjectDocument::changeSplit(Split split, const QString& text) {
  split.name = splitName();
  if (split == split_ || !mayChange()) return;
  undoStack().push(new SplitChange(*this, split_, std::move(split), text));
}

std::string ProjectDocument::splitName() const {
  return split_.name.empty() ? kFirstSplitName : split_.name;
}

QUndoStack& ProjectDocument::undoStack() {
  return undoStacks_[splitName()];
}

void ProjectDocument::showSplit(Split split) {
  wanted_.clear();
  const std::string before = splitName();
  split_ = std::move(split);
  subsets_ = subsetsOf(split_, *dataset_);
  Split saved = split_;
  saved.name = splitName();
  project_.activeSplit = saved.name;
  if (obstacle_.isEmpty()) splits_.save(project_, saved);
  lastShown_.insert_or_assign(saved.name, saved);
  const QString name = QString::fromStdString(saved.name);
  const bool isNew = !splitNames_.contains(name);
  if (isNew) splitNames_.append(name);
  splitNames_.sort(Qt::CaseInsensitive);
  Q_EMIT splitChanged();
  if (saved.name != before) Q_EMIT undoStackChanged();
  if (isNew) Q_EMIT splitNamesChanged();
}

void ProjectDocument::setMaskValues(const std::string& rule) {
  Project changed = project_;
  changed.maskValues = rule;
  changeData(std::move(changed));
}

void ProjectDocument::setData(const std::filesystem::path& folder) {
  Project changed = project_;
  changed.data = folder;
  if (changed == project_) return whenSaved(this, [this] { Q_EMIT outdated(); });  // it may hold now what it lacked
  changeData(std::move(changed));
}

void ProjectDocument::setBands(const std::string& bands) {
  Project changed = project_;
  changed.bands = bands;
  changeData(std::move(changed));
}

void ProjectDocument::changeData(Project changed) {
  if (project_ == changed || !mayChange()) return;
  project_ = std::move(changed);
  splits_.save(project_);
  whenSaved(this, [this] { Q_EMIT outdated(); });
}

void ProjectDocument::activateSplit(const QString& name) {
  showOther(name, [] {});
}

/// Of several that are wanted while they are read, the last is shown.
void ProjectDocument::showOther(const QString& name, std::function<void()> shown) {
  wanted_ = name;
  splits_.load(name.toStdString(), [this, name, shown = std::move(shown)](Split split) {
    if (wanted_ != name) return;
    split.name = name.toStdString();
    // A file that something else has written meanwhile has no history here.
    const auto left = lastShown_.find(split.name);
    if (left != lastShown_.end() && left->second != split) undoStacks_[split.name].clear();
    showSplit(std::move(split));
    shown();
  });
}

void ProjectDocument::copySplit(const QString& name) {
  if (!mayChange()) return;
  Split split = split_;
  split.name = name.toStdString();
  showSplit(std::move(split));
}

ProjectDocument::Labelled ProjectDocument::moveToLabelled(const std::vector<std::string>& samples,
                                                          const QString& text) {
  LabelledMore more = macadam::moveToLabelled(split_, *dataset_, samples);
  Labelled done{.split = QString::fromStdString(splitName()), .refused = std::move(more.refused)};
  if (more.moved.empty() || !mayChange()) return done;
  done.moved = std::move(more.moved);
  const bool isThere = !project_.activeSplit.empty();
  if (isThere && !isOpenVersion(splitName())) {
    done.isNewVersion = true;
    done.split = nextVersionName(done.split);
    versions_.insert(done.split.toStdString());
    copySplit(done.split);
  }
  changeSplit(std::move(more.split), text);
  return done;
}

bool ProjectDocument::isOpenVersion(const std::string& split) const {
  const std::filesystem::path file = project_.splitFile(split).lexically_normal();
  return versions_.contains(split) && std::ranges::none_of(runs_.runs(), [&](const RunRecord& run) {
           return std::filesystem::path(run.spec.split.file).lexically_normal() == file;
         });
}

/// `default 3` after `default 2`, where there is a `default`.
QString ProjectDocument::nextVersionName(const QString& name) const {
  static const QRegularExpression kNumber(" \\d+$");
  const QString first = QString(name).remove(kNumber);
  return unusedSplitName(splitNames_.contains(first, Qt::CaseInsensitive) ? first : name);
}

void ProjectDocument::deleteSplit() {
  if (!mayChange()) return;
  const QString name = QString::fromStdString(project_.activeSplit);
  const auto other = std::ranges::find_if(splitNames_, [&](const QString& one) { return one != name; });
  if (other == splitNames_.end()) return;
  showOther(*other, [this, name, deleted = split_] {
    throwAway(name, [this, deleted] { undoStack().push(new SplitDeletion(*this, deleted)); });
  });
}

QString ProjectDocument::unusedSplitName(const QString& wanted) const {
  QString unused = wanted;
  for (int i = 2; splitNames_.contains(unused, Qt::CaseInsensitive); ++i) {
    unused = QStringLiteral("%1 %2").arg(wanted).arg(i);
  }
  return unused;
}

std::string ProjectDocument::bringBack(Split split) {
  const QString name = unusedSplitName(QString::fromStdString(split.name));
  split.name = name.toStdString();
  splits_.save(project_, split);
  splitNames_.append(name);
  splitNames_.sort(Qt::CaseInsensitive);
  Q_EMIT splitNamesChanged();
  return split.name;
}

void ProjectDocument::throwAway(const QString& name, const std::function<void()>& done) {
  splits_.moveToTrash(name.toStdString(), [this, name, done] {
    splitNames_.removeAll(name);
    undoStacks_.erase(name.toStdString());
    lastShown_.erase(name.toStdString());
    Q_EMIT splitNamesChanged();
    Q_EMIT splitDeleted(name);
    done();
  });
}

}  // namespace macadam
