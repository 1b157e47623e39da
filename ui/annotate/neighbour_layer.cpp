#include "ui/annotate/neighbour_layer.h"

namespace macadam {
namespace {

const QColor kShade(0, 0, 0, 70);

}  // namespace

void NeighbourLayer::draw(QPainter& painter, const PictureView& view) const {
  PictureView shifted = view;
  shifted.centre -= offset_;
  const QRectF area(shifted.toDevice({0, 0}), QSizeF(tile_->size()) * view.scale);
  if (!area.intersects(QRectF(QPointF(), QSizeF(view.size)))) return;
  tile_->draw(painter, shifted);
  painter.fillRect(area, kShade);
}

}  // namespace macadam
