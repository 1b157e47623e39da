#pragma once

#include "image/image_store.h"
#include "ui/canvas/shared_camera.h"
#include "ui/compare/compare_source.h"
#include "ui/compare/pane_pictures.h"
#include "ui/compare/predictions.h"
#include "ui/jobs/jobs.h"
#include "ui/jobs/newest_wins.h"
#include "ui/project/engine_access.h"
#include "ui/train/run_controller.h"
#include "ui/widgets/page.h"

#include <QThreadPool>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

class QLabel;
class QSplitter;

namespace macadam {

class ComparePane;
class LookBar;
class PaneGrid;
class PredictDialog;
class PredictionSaver;
class Raster;
class ScenePyramid;
class TileExport;
class TilePanel;
struct GridFigure;

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
  /// What was chosen to be looked at: as a tile, or by a raster that is too large to be one.
  struct Loaded {
    Sample sample;
    std::shared_ptr<const Tile> tile;
    std::shared_ptr<Raster> raster;
    QString truthNote;  ///< Where the truth of a picture file was found, or why it cannot be used; else empty.
  };
  static Loaded load(ImageStore& store, const std::filesystem::path& picture, const Dataset& dataset);

  void build();
  void addActions();
  QAction* addAction(const QString& name, const QString& text, const QKeySequence& shortcut, const QString& tip,
                     const std::function<void()>& act);
  void addColumnsMenu();
  void addSeparator();
  void connectParts();

  void refreshSources();
  void refreshTiles();
  /// Rather than a tile of the project.
  bool showsPictureFile() const;
  void addPane();
  void closePane();
  void panesChanged();
  void nameSources();
  QString shortTitle(const std::string& source) const;
  void useBestThreshold();
  void takeEdits(const std::vector<std::string>& samples);
  int labelsOf(const std::string& sample) const;
  std::vector<std::string> shownIds() const;
  std::vector<CompareSource> shownSources() const;
  std::vector<CompareSource> scoredSources() const;
  std::vector<PredictionTask> tasksFor(const std::vector<Sample>& samples,
                                       const std::vector<CompareSource>& sources) const;
  void resetForNextProject();
  void useThreads();

  void chooseTile(const std::string& id);
  void showSample(const Sample& sample);
  void begin(std::optional<Sample> sample);
  void showLoaded(const Loaded& loaded);
  void showTile(std::shared_ptr<const Tile> tile);
  void showScene(std::shared_ptr<ScenePyramid> scene);
  void showProblem(const QString& text);
  void fitNewSize(QSize size);
  void requestPredictions();
  void receive(const Prediction& prediction);
  bool takeCheckpoint(const std::string& source, const std::string& stamp);
  void takeCheckpoints();

  void showPanes();
  void showPane(ComparePane& pane);
  std::shared_ptr<const PictureLayer> layerOf(const std::string& source) const;
  QString noteOf(const CompareSource& source) const;
  void showScores();
  void showReadout();
  void fit();
  bool isFitted() const;
  QSize smallestCanvas() const;

  bool pressHeldKey(int key);
  bool releaseHeldKey(int key);
  void releaseAll();
  bool handleHeldKey(QEvent* event);

  void feedExports(const Prediction& prediction);
  void writeReadyExports();
  void collectForExports();
  void write(std::shared_ptr<const TileExport> ready);
  void showProgress();
  void stopPredicting();
  void askAndExport(const QString& title, const std::function<void(const QString&)>& write);
  void writeInBackground(GridFigure figure, const QString& file);

  Jobs& jobs_;
  EngineAccess engine_;
  PredictionSaver* saver_;
  RunController& controller_;
  ProjectDocument* document_ = nullptr;
  std::unique_ptr<Predictions> predictions_;
  std::shared_ptr<ImageStore> store_;
  SharedCamera camera_;
  PanePictures pictures_;
  std::vector<CompareSource> sources_;
  std::map<std::string, QString> shortTitles_;      ///< Of those that are shown.
  std::map<std::string, std::string> checkpoints_;  ///< Stamps of those that the curves and pictures of sources are of.
  std::map<std::string, int> editions_;             ///< Of the labels of samples that were edited.
  std::vector<std::string> wantedSources_;          ///< Of the last session, until the runs are known.
  bool choosesFirst_ = true;                        ///< Until the panes have shown networks.

  std::optional<Sample> sample_;  ///< What is shown.
  Sample wanted_;  ///< What was chosen last, and may be loading; of a picture file only the name is known.
  std::shared_ptr<ScenePyramid> scene_;
  QString problem_;                          ///< Of the picture.
  QString truthNote_;                        ///< As Loaded has it.
  std::map<std::string, QString> failures_;  ///< Of sources on it.
  int bestThreshold_ = -1;                   ///< That the note below the table is about,
  std::string bestSource_;                   ///< and the network that it is the best of.
  QSize fittedSize_;                         ///< Of the picture that the camera was last fitted to.
  std::optional<PictureView> fittedView_;    ///< What the camera then saw.
  std::optional<QPointF> pointer_;
  int blinkedPane_ = -1;
  bool hidesOverlays_ = false;
  std::vector<std::shared_ptr<TileExport>> exports_;  ///< Those that wait for predictions.
  std::pair<int, int> scored_;                        ///< How many of how many, while a table is scored; else zeros.

  LookBar* lookBar_;
  PaneGrid* grid_;
  TilePanel* tiles_;
  QSplitter* splitter_;
  QWidget* content_;
  QLabel* emptyState_;
  QLabel* readout_;
  QLabel* zoom_;
  QThreadPool loaderThread_;
  QThreadPool planThreads_;  ///< Of the dialogs.
  NewestWins<Loaded> loader_;
};

}  // namespace macadam
