#include "ui/compare/picture_stage.h"

#include "ui/canvas/picture_canvas.h"
#include "ui/canvas/scene_pyramid.h"
#include "ui/compare/compare_model.h"
#include "ui/compare/compare_pane.h"
#include "ui/compare/pane_grid.h"
#include "ui/compare/pane_pictures.h"
#include "ui/compare/pane_presenter.h"
#include "ui/compare/prediction_feed.h"
#include "ui/jobs/problem_list.h"

#include <optional>
#include <utility>

namespace macadam {

PictureStage::PictureStage(CompareModel& model, PanePictures& pictures, PaneGrid& grid, SharedCamera& camera,
                           PanePresenter& presenter, PredictionFeed& feed, const std::shared_ptr<ImageStore>& store,
                           QObject* parent)
    : QObject(parent),
      model_(model),
      pictures_(pictures),
      grid_(grid),
      camera_(camera),
      presenter_(presenter),
      feed_(feed),
      fitted_(camera),
      loader_(
          store, [this](const LoadedPicture& loaded) { show(loaded); },
          [this](const QList<Problem>& problems) { showProblems(problems); }) {}

void PictureStage::clear() {
  presenter_.setScene(nullptr);
  fitted_.forget();
  loader_.forget();
  pictures_.setTile(nullptr);
}

void PictureStage::loadTile() {
  loader_.loadTile(model_.wanted());
}

void PictureStage::loadFile(std::shared_ptr<const Dataset> dataset) {
  loader_.loadFile(model_.wanted().id, std::move(dataset));
}

void PictureStage::fit() {
  fitted_.fit(grid_.smallestCanvas());
}

void PictureStage::fitAgain() {
  if (fitted_.isFitted()) fit();
}

void PictureStage::show(const LoadedPicture& loaded) {
  presenter_.setScene(nullptr);
  model_.begin(loaded.sample, !loaded.tile, loaded.truthNote);
  if (!loaded.truthNote.isEmpty()) Q_EMIT message(loaded.truthNote);
  if (loaded.tile) return showTile(loaded.tile);
  const bool showsAll = loaded.raster->hasOverviews();
  showScene(std::make_shared<ScenePyramid>(std::move(*loaded.raster)));
  // Without overviews the whole file would have to be read to show all of it.
  if (!showsAll) camera_.lookAt({loaded.sample.width / 2.0, loaded.sample.height / 2.0}, 1.0);
}

void PictureStage::showTile(std::shared_ptr<const Tile> tile) {
  const QSize size(tile->image.cols, tile->image.rows);
  pictures_.setTile(std::move(tile));
  pictures_.add("image", SourceKind::Image);
  fitted_.showPicture(size, grid_.smallestCanvas());
  feed_.showPicture();
  Q_EMIT panesOutdated();
}

void PictureStage::showScene(const std::shared_ptr<ScenePyramid>& scene) {
  pictures_.setTile(nullptr);
  presenter_.setScene(scene);
  connect(scene.get(), &ScenePyramid::changed, this, [this] {
    for (ComparePane* pane : grid_.panes()) pane->canvas().refresh();
    Q_EMIT sceneChanged();
  });
  connect(scene.get(), &ScenePyramid::failed, this, [this](const QList<Problem>& problems) {
    model_.setProblem(problemText(problems));
    Q_EMIT panesOutdated();
  });
  feed_.showNone();
  fitted_.forget();
  fitted_.showPicture(scene->size(), grid_.smallestCanvas());
  Q_EMIT panesOutdated();
}

void PictureStage::showProblems(const QList<Problem>& problems) {
  const Sample& wanted = model_.wanted();
  model_.begin(wanted.width > 0 ? std::optional(wanted) : std::nullopt);
  presenter_.setScene(nullptr);
  pictures_.setTile(nullptr);
  model_.setProblem(problemText(problems));
  Q_EMIT panesOutdated();
}

}  // namespace macadam
