#pragma once

#include "session/start_check.h"
#include "ui/data/tile_model.h"
#include "ui/project/project_document.h"
#include "ui/widgets/page.h"

#include <QPointer>
#include <string>
#include <vector>

class QSplitter;
class QStackedWidget;

namespace macadam {

class DataActions;
class DataQuestions;
class Jobs;
class PixelCheck;
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
  void showSplit();
  void showEdited(const std::vector<std::string>& ids);
  void showSubset(Subset subset);
  void showPlaces(const std::vector<std::string>& places);

  QPointer<ProjectDocument> document_;
  TileModel tiles_;
  QStackedWidget* stack_;
  QSplitter* splitter_;
  TileBrowser* browser_;
  SplitPanel* panel_;
  SplitEditor* editor_;
  PixelCheck* check_;
  DataQuestions* questions_;
  DataActions* actions_ = nullptr;
};

}  // namespace macadam
