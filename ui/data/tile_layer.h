#pragma once

#include "ui/canvas/picture_layer.h"
#include "ui/data/thumbnail.h"
#include "ui/data/tile_delegate.h"

namespace macadam {

/// A tile with its road over it. A picture smaller than the tile stands in for it, drawn at the tile's size.
class TileLayer : public PictureLayer {
 public:
  TileLayer(TilePicture tile, QSize size, const RoadOverlay& overlay);

  QSize size() const override { return size_; }
  void draw(QPainter& painter, const PictureView& view) const override;

 private:
  void drawWhole(QPainter& painter, const PictureView& view, const QImage& picture) const;

  TilePicture tile_;
  QSize size_;
  RoadOverlay overlay_;
};

}  // namespace macadam
