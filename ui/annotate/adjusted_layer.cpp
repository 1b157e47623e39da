#include "ui/annotate/adjusted_layer.h"

namespace macadam {

void mapColours(QImage& picture, const QRect& part, const LookupTable& table) {
  for (int y = part.top(); y <= part.bottom(); ++y) {
    auto* line = reinterpret_cast<QRgb*>(picture.scanLine(y));
    for (int x = part.left(); x <= part.right(); ++x) {
      const QRgb pixel = line[x];
      if (qAlpha(pixel) == 0) continue;
      line[x] = qRgba(table[qRed(pixel)], table[qGreen(pixel)], table[qBlue(pixel)], qAlpha(pixel));
    }
  }
}

void AdjustedLayer::draw(QPainter& painter, const PictureView& view) const {
  if (adjustment_.isNone()) return inner_->draw(painter, view);
  QRect part(QPoint(), view.size);
  if (painter.hasClipping()) part = part.intersected(painter.clipBoundingRect().toAlignedRect());
  if (part.isEmpty()) return;
  if (scratch_.size() != view.size) scratch_ = QImage(view.size, QImage::Format_ARGB32_Premultiplied);
  QPainter inner(&scratch_);
  inner.setClipRect(part);
  inner.setCompositionMode(QPainter::CompositionMode_Source);
  inner.fillRect(part, Qt::transparent);
  inner.setCompositionMode(QPainter::CompositionMode_SourceOver);
  inner_->draw(inner, view);
  inner.end();
  mapColours(scratch_, part, table_);
  painter.drawImage(part.topLeft(), scratch_, part);
}

}  // namespace macadam
