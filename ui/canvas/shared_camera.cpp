#include "ui/canvas/shared_camera.h"

#include <algorithm>

namespace macadam {
namespace {

QPointF middle(QSize size) {
  return {size.width() / 2.0, size.height() / 2.0};
}

}  // namespace

QPointF PictureView::toPicture(QPointF device) const {
  return centre + (device - middle(size)) / scale;
}

QPointF PictureView::toDevice(QPointF picture) const {
  return middle(size) + (picture - centre) * scale;
}

QRectF PictureView::visible() const {
  return {toPicture({0, 0}), QSizeF(size) / scale};
}

void SharedCamera::zoomAt(double factor, QPointF device, QSize deviceSize) {
  const QPointF held = view(deviceSize).toPicture(device);
  const double scale = std::clamp(scale_ * factor, kSmallestScale, kLargestScale);
  lookAt(held - (device - middle(deviceSize)) / scale, scale);
}

void SharedCamera::panBy(QPointF device) {
  lookAt(centre_ - device / scale_, scale_);
}

void SharedCamera::fit(QSize picture, QSize deviceSize) {
  if (picture.isEmpty() || deviceSize.isEmpty()) return;
  lookAt(middle(picture), fittingScale(picture, deviceSize));
}

double SharedCamera::fittingScale(QSize picture, QSize deviceSize) {
  const double scale =
      std::min(double(deviceSize.width()) / picture.width(), double(deviceSize.height()) / picture.height());
  return std::clamp(scale, kSmallestScale, kLargestScale);
}

void SharedCamera::setScale(double scale) {
  lookAt(centre_, std::clamp(scale, kSmallestScale, kLargestScale));
}

void SharedCamera::lookAt(QPointF centre, double scale) {
  if (centre == centre_ && scale == scale_) return;
  centre_ = centre;
  scale_ = scale;
  Q_EMIT changed();
}

}  // namespace macadam
