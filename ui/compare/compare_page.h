#pragma once

#include "image/image_store.h"
#include "ui/canvas/shared_camera.h"
#include "ui/compare/compare_model.h"
#include "ui/compare/grid_figure.h"
#include "ui/compare/held_keys.h"
#include "ui/compare/pane_pictures.h"
#include "ui/jobs/jobs.h"
#include "ui/project/engine_access.h"
#include "ui/train/run_controller.h"
#include "ui/widgets/page.h"

#include <QThreadPool>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

class QHBoxLayout;
class QLabel;
class QSplitter;

namespace macadam {

class CompareActions;
class FigureExports;
class LookBar;
class PaneGrid;
class PanePresenter;
class PictureStage;
class PredictDialog;
class PredictionFeed;
class PredictionSaver;
class TilePanel;

/// Image, truth and the predictions of any runs side by side under one camera, with a table of all tiles' scores.
class ComparePage : public Page {
  Q_OBJECT

 public:
  ComparePage(Jobs& jobs, EngineAccess engine, RunController& controller, QWidget* parent = nullptr);
  ~ComparePage() override;

  void setDocument(ProjectDocument* document) override;
  void saveState() const override;
  void restoreState() override;

  PaneGrid& grid() { return *grid_; }
  TilePanel& tiles() { return *tiles_; }
  LookBar& lookBar() { return *lookBar_; }
  SharedCamera& camera() { return camera_; }
  QString readout() const;

  /// Image, truth and one network of each run, as many as there are panes for.
  void showRuns(const std::vector<RunFolder>& runs);
  /// Shows a picture file in place of a tile; large ones are read as they come into sight.
  void openPicture(const QString& file);
  /// What an export of the panes holds; a pane with a curtain names both of its sources.
  GridFigure figureOfPanes() const;
  /// What the panes show, as they show it, or the whole selected tiles, one a row; PNG or PDF by the name's ending.
  void exportPanes(const QString& file);
  void exportTiles(const QString& file);
  /// Asks which network, or mean of two, is to predict which pictures into files, and lets it do so beside the window;
  /// null where no run has a network yet. The dialog shows itself, and is gone when it is closed.
  PredictDialog* askWhatToPredict();

 Q_SIGNALS:
  /// The labels of the tile are to be mended.
  void annotateRequested(const std::string& id);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void keyReleaseEvent(QKeyEvent* event) override;
  void changeEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  void build();
  void connectParts();
  void connectActions(const CompareActions& actions);
  void connectDocument();

  void resetForNextProject();
  void useThreads();
  void refreshSources();
  void refreshTiles();
  void addPane();
  void closePane();
  void panesChanged();
  void nameSources();
  void useLook(const PaneLook& look);
  void useBestThreshold();

  void chooseTile(const std::string& id);
  void showSample(const Sample& sample);
  void takeEdits(const std::vector<std::string>& samples);

  void showPanes();
  void showReadout();
  bool handleHeldKey(QEvent* event);
  void askAndExport(const QString& title, const std::function<void(const QString&)>& write);

  EngineAccess engine_;
  PredictionSaver* saver_;
  RunController& controller_;
  ProjectDocument* document_ = nullptr;
  std::shared_ptr<ImageStore> store_;
  FigureExports* exports_;
  CompareModel model_;
  SharedCamera camera_;
  PanePictures pictures_;
  HeldKeys heldKeys_;
  std::optional<QPointF> pointer_;

  LookBar* lookBar_;
  PaneGrid* grid_;
  TilePanel* tiles_;
  QHBoxLayout* bar_;
  QSplitter* splitter_;
  QWidget* content_;
  QLabel* emptyState_;
  QLabel* readout_;
  QLabel* zoom_;
  std::unique_ptr<PredictionFeed> feed_;
  std::unique_ptr<PanePresenter> presenter_;
  std::unique_ptr<PictureStage> stage_;
  QThreadPool planThreads_;  ///< Of the dialogs.
};

}  // namespace macadam
