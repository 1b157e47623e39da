#pragma once

#include "ui/compare/fitted_camera.h"
#include "ui/compare/picture_loader.h"

#include <QObject>
#include <QSize>
#include <QString>
#include <memory>

namespace macadam {

class CompareModel;
class PaneGrid;
class PanePictures;
class PanePresenter;
class PredictionFeed;
class ScenePyramid;

/// Brings the picture that was chosen before all panes: loads it, lets it be painted and predicted, and looks at it.
class PictureStage : public QObject {
  Q_OBJECT

 public:
  PictureStage(CompareModel& model, PanePictures& pictures, PaneGrid& grid, SharedCamera& camera,
               PanePresenter& presenter, PredictionFeed& feed, const std::shared_ptr<ImageStore>& store,
               QObject* parent = nullptr);

  /// Shows no picture.
  void clear();
  /// Loads in the background what the model wants.
  void loadTile();
  /// The same of a picture file.
  void loadFile(std::shared_ptr<const Dataset> dataset);

  /// Shows the whole picture.
  void fit();
  /// The same where nobody has zoomed or panned since.
  void fitAgain();
  /// Size of the picture that the camera was fitted to.
  QSize picture() const { return fitted_.picture(); }

 Q_SIGNALS:
  /// One line for the status bar.
  void message(const QString& text);
  /// Panes can show more, or less, than before.
  void panesOutdated();
  /// More of a large picture is in memory.
  void sceneChanged();

 private:
  void show(const LoadedPicture& loaded);
  void showTile(std::shared_ptr<const Tile> tile);
  void showScene(const std::shared_ptr<ScenePyramid>& scene);
  void showProblems(const QList<Problem>& problems);

  CompareModel& model_;
  PanePictures& pictures_;
  PaneGrid& grid_;
  SharedCamera& camera_;
  PanePresenter& presenter_;
  PredictionFeed& feed_;
  FittedCamera fitted_;
  PictureLoader loader_;
};

}  // namespace macadam
