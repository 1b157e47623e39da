#pragma once

#include "data/check.h"
#include "data/split_lists.h"
#include "session/start_check.h"
#include "ui/data/tile_model.h"
#include "ui/project/project_document.h"
#include "ui/widgets/last_folder.h"
#include "ui/widgets/page.h"

#include <QFuture>
#include <QPointer>

class QMenu;
class QSplitter;
class QStackedWidget;

namespace macadam {

class Jobs;
class WritingActions;
class SplitEditor;
class SplitPanel;
class TileBrowser;

/// The tiles of the project, and which of them train and which measure.
class DataPage : public Page {
  Q_OBJECT

 public:
  explicit DataPage(Jobs& jobs, QWidget* parent = nullptr);

  void setDocument(ProjectDocument* document) override;
  void saveState() const override;
  void restoreState() override;
  QUndoStack* undoStack() override;

  TileModel& tiles() { return tiles_; }
  TileBrowser& browser() { return *browser_; }
  SplitPanel& panel() { return *panel_; }
  SplitEditor& editor() { return *editor_; }

 public Q_SLOTS:
  /// Does what mends a finding of the data or the split, or asks what it takes.
  void mend(const macadam::Finding& finding);
  /// Selects a tile, where it is among those that are shown or not.
  void showTile(const std::string& id);

 Q_SIGNALS:
  /// A tile is to be looked at beside the predictions of runs.
  void compareRequested(const std::string& id);
  /// Its labels are to be mended.
  void annotateRequested(const std::string& id);

 private:
  enum class Scope { Always, Project, Selection };
  QAction* addAction(const QString& name, const QString& text, const QString& tip, const QKeySequence& key, Scope scope,
                     std::function<void()> action);
  void addSeparator();
  void addActions();
  void addMoveActions();
  void addSplitActions();
  void addViewActions();

  void showSplit();
  void showEdited(const std::vector<std::string>& ids);
  void showSubset(Subset subset);
  void move(Subset subset);
  void updateActions();
  void openMenu(const QPoint& globalPosition);
  void selectScenes();
  void askName();
  void compareSplits();
  LastFolder listsFolder() const;
  void askImport();
  void askExport(ListedMasks masks);
  void checkPixels();
  void chooseMasks();
  void chooseBands();
  void showReport(const DataReport& report);
  void locateData();
  void showPlaces(const std::vector<std::string>& places);
  void chooseFile(const QString& where);

  Jobs& jobs_;
  QPointer<ProjectDocument> document_;
  TileModel tiles_;
  QStackedWidget* stack_;
  QSplitter* splitter_;
  TileBrowser* browser_;
  SplitPanel* panel_;
  SplitEditor* editor_;
  WritingActions* writing_;
  QMenu* tileMenu_;
  QAction* lock_ = nullptr;
  QAction* overlay_ = nullptr;
  QAction* remove_ = nullptr;
  QAction* check_ = nullptr;
  QList<QAction*> forProject_;
  QList<QAction*> forSelection_;
  QFuture<DataReport> checking_;
};

}  // namespace macadam
