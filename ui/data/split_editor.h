#pragma once

#include "data/split_lists.h"
#include "ui/data/split_facts.h"
#include "ui/jobs/newest_wins.h"
#include "ui/project/project_document.h"

#include <QObject>
#include <QPointer>
#include <QThreadPool>
#include <QTimer>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace macadam {

class Jobs;
class SplitPanel;

/// What one can do with a project's split, and what the panel shows of it. Every change can be undone.
class SplitEditor : public QObject {
  Q_OBJECT

 public:
  SplitEditor(Jobs& jobs, SplitPanel& panel, QObject* parent = nullptr);

  void setDocument(ProjectDocument* document);

  void move(const std::vector<std::string>& ids, Subset to);
  /// Locks them all, or frees them where all are locked already.
  void toggleLocks(const std::vector<std::string>& ids);
  /// Draws by the form; locked tiles stay in their sets.
  void draw();

  /// Folders with `labeled.txt` and the like.
  void importFrom(const QString& folder);
  void exportTo(const QString& folder, ListedMasks masks = ListedMasks::AsTheyAre);
  /// Goes on with a copy of the active split.
  void copyAs(const QString& name);
  /// The active split; another one takes its place.
  void remove();
  bool canRemove() const;
  /// Why a new split cannot have this name; empty when it can.
  QString objectionTo(const QString& name) const;

 Q_SIGNALS:
  /// One line for the status bar.
  void message(const QString& text);
  /// What was not done, and why.
  void refused(const QString& text);
  void changed();

 private:
  std::function<Split()> drawing() const;
  /// Whether the split may be changed; tells why not otherwise.
  bool mayChange();
  bool waitsForRoadShares() const;
  void showOutcome(const Split& split);
  void showImpossible(const QString& why);
  void apply(Split split);
  void splitHasChanged();
  void updateFacts();
  void showFacts();
  void lookAtFiles();
  void updateOutcome();
  void updateNames();
  void followHistory();
  void updateUndo();

  Jobs& jobs_;
  SplitPanel& panel_;
  QPointer<ProjectDocument> document_;
  QMetaObject::Connection history_;  ///< To that of the active split.
  QThreadPool threads_;
  std::optional<SplitFacts> ofSplit_;  ///< None while they are not known.
  std::vector<Finding> ofFiles_;
  QTimer filesDelay_;  ///< Many moves look once at all files.
  NewestWins<SplitFacts> facts_;
  NewestWins<std::vector<Finding>> files_;
  NewestWins<Split> outcome_;
  NewestWins<Split> drawn_;
};

}  // namespace macadam
