#include "ui/data/tile_layer.h"

#include <utility>

namespace macadam {

TileLayer::TileLayer(TilePicture tile, QSize size, const RoadOverlay& overlay)
    : tile_(std::move(tile)), size_(size), overlay_(overlay) {}

void TileLayer::draw(QPainter& painter, const PictureView& view) const {
  drawWhole(painter, view, tile_.picture);
  if (!overlay_.shown || tile_.road.isNull()) return;
  painter.save();
  painter.setOpacity(overlay_.opacity);
  drawWhole(painter, view, tile_.road);
  painter.restore();
}

void TileLayer::drawWhole(QPainter& painter, const PictureView& view, const QImage& picture) const {
  if (picture.isNull()) return;
  if (picture.size() == size_) return drawPart(painter, view, picture, 1.0);
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  painter.drawImage(QRectF(view.toDevice({0, 0}), QSizeF(size_) * view.scale), picture);
}

}  // namespace macadam
