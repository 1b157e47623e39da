#pragma once

#include "ui/canvas/picture_layer.h"

#include <memory>
#include <utility>
#include <vector>

namespace macadam {

/// Layers of one picture, each over those before it; the first one says its size.
class LayerStack : public PictureLayer {
 public:
  using Layers = std::vector<std::shared_ptr<const PictureLayer>>;

  explicit LayerStack(Layers layers) : layers_(std::move(layers)) {}

  QSize size() const override { return layers_.empty() ? QSize() : layers_.front()->size(); }
  void draw(QPainter& painter, const PictureView& view) const override {
    for (const auto& layer : layers_) layer->draw(painter, view);
  }

 private:
  Layers layers_;
};

}  // namespace macadam
