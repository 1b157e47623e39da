#include "ui/annotate/tile_view_layers.h"

#include "ui/annotate/adjusted_layer.h"
#include "ui/annotate/label_session.h"
#include "ui/annotate/layer_stack.h"
#include "ui/annotate/reference_layer.h"

#include <utility>

namespace macadam {

TileViewLayers::TileViewLayers(const Parts& parts, QObject* parent) : QObject(parent), parts_(parts) {
  parts_.beside.hide();
  connect(&parts_.review, &ProposalReview::changed, &parts_.canvas, qOverload<>(&PictureCanvas::refresh));
  connect(&parts_.neighbours, &NeighbourTiles::opened, this, &TileViewLayers::show);
  connect(&parts_.neighbours, &NeighbourTiles::changed, this,
          [this](const QRect& area) { parts_.canvas.refresh(QRectF(area)); });
  connect(&parts_.view, &ViewPanel::adjustmentChanged, this, &TileViewLayers::show);
  connect(&parts_.view, &ViewPanel::referenceChanged, this, &TileViewLayers::showReference);
  connect(&parts_.view, &ViewPanel::lookChanged, this, [this] {
    if (!labels_) return;
    labels_->setLook(parts_.view.look());
    parts_.neighbours.setLook(parts_.view.look());
    parts_.canvas.refresh();
  });
}

void TileViewLayers::setSession(LabelSession* session) {
  if (session_ != nullptr) session_->disconnect(this);
  session_ = session;
  reference_.reset();
  labels_.reset();
  picture_.reset();
  parts_.canvas.setLayer(nullptr);
  parts_.beside.setLayer(nullptr);
  if (session_ == nullptr) return;
  picture_ = std::make_shared<ScenePyramid>(Raster(session_->sample().image, session_->sample().pixels));
  for (PictureCanvas* pane : {&parts_.canvas, &parts_.beside}) {
    connect(picture_.get(), &ScenePyramid::changed, pane, qOverload<>(&PictureCanvas::refresh));
  }
  connect(picture_.get(), &ScenePyramid::failed, this,
          [this](const QList<Problem>& problems) { parts_.canvas.setNote(problemText(problems)); });
  labels_ = std::make_shared<LabelLayer>(session_->plane());
  labels_->setLook(parts_.view.look());
  connect(session_, &LabelSession::changed, this, [this](const QRect& area) {
    if (area.isEmpty()) return;
    labels_->invalidate({area.x(), area.y(), area.width(), area.height()});
    parts_.canvas.refresh(QRectF(area));
  });
  parts_.canvas.setNote({});
  showReference();
}

void TileViewLayers::setPredictions(Predictions* predictions) {
  predictions_ = predictions;
  if (predictions_ != nullptr) connect(predictions_, &Predictions::ready, this, &TileViewLayers::receive);
}

void TileViewLayers::setSources(const std::vector<CompareSource>& sources) {
  sources_ = sources;
  parts_.view.setSources(sources_);
}

void TileViewLayers::setHidden(bool hidden) {
  isHidden_ = hidden;
  show();
}

void TileViewLayers::show() {
  if (session_ == nullptr) return;
  const auto adjusted = std::make_shared<AdjustedLayer>(picture_, parts_.view.adjustment());
  LayerStack::Layers layers = parts_.neighbours.layers(parts_.view.adjustment(), !isHidden_);
  layers.push_back(adjusted);
  const bool isBeside = reference_ && parts_.view.place() == ReferencePlace::Beside;
  if (reference_ && !isBeside) layers.push_back(reference_);
  if (!isHidden_) {
    layers.push_back(labels_);
    layers.push_back(std::shared_ptr<const PictureLayer>(std::shared_ptr<void>(), &parts_.review));
  }
  parts_.canvas.setLayer(std::make_shared<LayerStack>(std::move(layers)));
  parts_.beside.setVisible(isBeside);
  parts_.beside.setLayer(isBeside ? std::make_shared<LayerStack>(LayerStack::Layers{adjusted, reference_}) : nullptr);
}

/// What is chosen to be looked at beside the labels; predictions follow when they are there.
void TileViewLayers::showReference() {
  reference_.reset();
  const std::string id = parts_.view.reference();
  if (session_ != nullptr && id == ViewPanel::kBefore) {
    LabelPlane before = session_->plane();
    const auto& steps = session_->editor().steps();
    for (std::size_t i = session_->editor().position(); i-- > 0;) steps[i].edit.undo(before);
    const cv::Rect window = session_->window();
    reference_ = std::make_shared<ReferenceLayer>(before.labels(window) == 1, window, session_->size());
  }
  if (predictions_ != nullptr) {
    const CompareSource* source = findSource(sources_, id);
    std::vector<PredictionTask> tasks;
    if (session_ != nullptr && source != nullptr) tasks.push_back({.sample = session_->sample(), .source = *source});
    predictions_->collect(std::move(tasks));
  }
  show();
}

void TileViewLayers::receive(const Prediction& prediction) {
  if (session_ == nullptr || prediction.sample != session_->sample().id) return;
  if (prediction.source != parts_.view.reference()) return;
  if (!prediction.probability) return Q_EMIT message(problemText(prediction.problems));
  reference_ =
      std::make_shared<ReferenceLayer>(*prediction.probability > kCertain / 2, session_->window(), session_->size());
  show();
}

}  // namespace macadam
