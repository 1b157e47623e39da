#pragma once

#include "base/error.h"
#include "data/dataset.h"
#include "data/project.h"
#include "data/split.h"
#include "ui/jobs/newest_wins.h"
#include "ui/project/run_catalog.h"
#include "ui/project/split_store.h"

#include <QHash>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QThreadPool>
#include <QUndoStack>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace macadam {

class Jobs;

/// A project as it lies on disk.
struct ProjectContents {
  Project project;
  std::shared_ptr<const Dataset> dataset;
  Split split;  ///< The active one; empty lists where there is none.
  bool hasSplit = false;
  QStringList splitNames;
};

/// Reads a project: headers and lists, and of the masks all pixels. For jobs. @throws Error
ProjectContents readProject(const std::filesystem::path& folder);

/// The project that the window shows, shared by all pages; lives in the UI thread.
///
/// The split in it is the one that is edited and that the next run takes. Changes go through `changeSplit`, which can
/// be undone, and are saved at once, in the background; destruction waits for that. Each split has an undo history of
/// its own, which lasts as long as the document.
class ProjectDocument : public QObject {
  Q_OBJECT

 public:
  ProjectDocument(ProjectContents contents, Jobs& jobs, QObject* parent = nullptr);
  ~ProjectDocument() override;

  const Project& project() const { return project_; }
  QString name() const;
  /// Where the project's folder lies.
  QString parentFolder() const;
  std::shared_ptr<const Dataset> dataset() const { return dataset_; }

  /// Parallel to the data set's samples; empty until they have been measured in the background, and where it is open
  /// what the masks mean.
  const std::vector<TileContent>& contents() const { return contents_; }

  const Split& split() const { return split_; }
  /// The mask of a picture, by the picture's path below the data set's folder, has been saved into the project's
  /// `labels/`. From now on its samples are read with it; they are measured anew in the background. What the mask holds
  /// is looked at here, which costs nothing where whoever saved it has called `factsOf` with it. `labelsNotUsed`
  /// tells where it cannot be used, and all stays as it was.
  void labelsEdited(const std::string& image, const std::filesystem::path& mask);

  /// Of the sample at this place in the data set.
  Subset subsetOf(std::size_t sample) const { return subsets_[sample]; }
  /// Replaces the lists of the split, which keeps its name, undoably; `text` names the step in the Edit menu.
  void changeSplit(Split split, const QString& text);

  /// What `moveToLabelled` has done.
  struct Labelled {
    QString split;              ///< The one that is shown now.
    bool isNewVersion = false;  ///< The split that was shown before stays as it was, under its own name.
    std::vector<std::string> moved;
    std::vector<Problem> refused;  ///< What stays where it is, and why.
  };
  /// Moves tiles to the labelled ones (data/move_to_labelled.h), undoably; `text` names the step in the Edit menu.
  ///
  /// The split that is shown stays as it is: they move in a new version of it, `default 2` beside `default`, whose
  /// history begins with them. Tiles that come later go into the same version until a run has been trained on it; the
  /// next ones then make another.
  Labelled moveToLabelled(const std::vector<std::string>& samples, const QString& text);

  const QStringList& splitNames() const { return splitNames_; }
  /// Shows another saved split, soon, and remembers it as the active one.
  void activateSplit(const QString& name);
  /// Goes on with a copy under a name that no split has; its history begins here.
  void copySplit(const QString& name);
  /// Moves the file of the active split to the trash and shows another one; the last one stays. It is a step of the
  /// other's history: undone, the deleted one is among the splits again.
  void deleteSplit();
  /// `default 2` beside `default`.
  QString unusedSplitName(const QString& wanted) const;

  /// Decides what the values of the masks mean, as `data.mask_values`; empty leaves it to the masks. The data set is to
  /// be opened anew then: `outdated` tells when that can be.
  void setMaskValues(const std::string& rule);
  /// Names the folder where the pictures are now. As for setMaskValues, `outdated` follows,
  /// also where it is the folder that is named already.
  void setData(const std::filesystem::path& folder);
  /// Chooses the bands that are red, green and blue, as `data.bands`; likewise.
  void setBands(const std::string& bands);

  /// Why nothing of it may be changed, as a sentence without its full stop; empty while all may.
  const QString& obstacle() const { return obstacle_; }
  void setObstacle(const QString& why);

  bool isSaving() const { return splits_.isSaving(); }
  /// Whether every change is on disk.
  bool isSaved() const { return splits_.isSaved(); }
  /// Calls when the last change is on disk; where it cannot be written, `failed` tells why instead.
  void whenSaved(QObject* context, std::function<void()> done) { splits_.whenSaved(context, std::move(done)); }

  /// Waits until every change is on disk, or has failed to get there.
  void finishSaving() { splits_.finish(); }

  /// Of the split that is shown.
  QUndoStack& undoStack();
  RunCatalog& runs() { return runs_; }

 Q_SIGNALS:
  void obstacleChanged();
  void splitChanged();
  void splitNamesChanged();
  void splitDeleted(const QString& name);
  /// Something else had written over the split `name`; that is kept as the split `aside`.
  void splitSetAside(const QString& name, const QString& aside);
  /// Another split is shown, with a history of its own.
  void undoStackChanged();
  /// The last change has reached the disk, or has failed to.
  void settled();
  void roadSharesChanged();
  /// These samples have other masks: what was derived from them is of yesterday. `dataset` has the new ones already;
  /// `contents` follows.
  void labelsChanged(const std::vector<std::string>& samples);
  /// Why labels that are saved are not those that the project reads, or are not measured.
  void labelsNotUsed(const QList<Problem>& problems);
  /// What the project says of its data has changed, and is on disk.
  void outdated();
  /// What was wrong when a change was written.
  void failed(const QList<Problem>& problems);

 private:
  friend class SplitChange;
  friend class SplitDeletion;
  struct MeasuredEdit {
    std::string sample;
    TileContent content;
  };

  /// Measures what was edited and not measured since.
  void measureEdits();
  void takeMeasured(const std::vector<MeasuredEdit>& measured);
  /// Of the split that is shown; of the first one before it is there.
  std::string splitName() const;
  /// Whether something may be changed; tells why not otherwise.
  bool mayChange();
  void showSplit(Split split);
  void showOther(const QString& name, std::function<void()> shown);
  void throwAway(const QString& name, const std::function<void()>& done);
  /// Whether it was made by `moveToLabelled` and no run names it.
  bool isOpenVersion(const std::string& split) const;
  QString nextVersionName(const QString& name) const;
  /// Gives back its name, which is another one where there is a split of that name meanwhile.
  std::string bringBack(Split split);
  void changeData(Project changed);

  Project project_;
  std::shared_ptr<const Dataset> dataset_;
  Split split_;
  std::vector<Subset> subsets_;
  std::vector<TileContent> contents_;
  std::set<std::string> unmeasured_;  ///< Samples that were edited.
  QThreadPool measuringThread_;
  NewestWins<std::vector<MeasuredEdit>> measuring_;
  SplitStore splits_;
  QStringList splitNames_;
  std::set<std::string> versions_;                ///< Splits that `moveToLabelled` has made.
  QString wanted_;                                ///< The split that is to be shown as soon as it is read.
  std::map<std::string, QUndoStack> undoStacks_;  ///< By the names of the splits.
  std::map<std::string, Split> lastShown_;        ///< Each as it was when it was shown last.
  RunCatalog runs_;
  QString obstacle_;
};

}  // namespace macadam
