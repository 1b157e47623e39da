#include "ui/canvas/picture_layer.h"

#include <QImage>

namespace macadam {

void drawPart(QPainter& painter, const PictureView& view, const QImage& picture, double reduction, QPointF corner) {
  const QRectF wanted = view.visible().translated(-corner);
  const QRectF inPicture(wanted.topLeft() / reduction, wanted.size() / reduction);
  // One pixel more on each side, so that smooth drawing knows the neighbours of what is at the border.
  const QRect source = inPicture.toAlignedRect().adjusted(-1, -1, 1, 1).intersected(picture.rect());
  if (source.isEmpty()) return;
  const QPointF topLeft = view.toDevice(corner + QPointF(source.topLeft()) * reduction);
  const QRectF target(topLeft, QSizeF(source.size()) * reduction * view.scale);
  painter.setRenderHint(QPainter::SmoothPixmapTransform,
                        view.scale * reduction < kSharpScale && view.scale * reduction != 1.0);
  painter.drawImage(target, picture, source);
}

}  // namespace macadam
