#pragma once

#include "ui/canvas/picture_layer.h"

#include <memory>
#include <utility>

namespace macadam {

/// A tile beside the one that is open, at its place and a little darker, so that one sees which tile is meant.
class NeighbourLayer : public PictureLayer {
 public:
  /// @param offset of its upper left pixel in the open tile, which is `open` large.
  NeighbourLayer(std::shared_ptr<const PictureLayer> tile, QPointF offset, QSize open)
      : tile_(std::move(tile)), offset_(offset), open_(open) {}

  QSize size() const override { return open_; }
  void draw(QPainter& painter, const PictureView& view) const override;

 private:
  std::shared_ptr<const PictureLayer> tile_;
  QPointF offset_;
  QSize open_;
};

}  // namespace macadam
