#include "ui/annotate/reference_layer.h"

#include <opencv2/imgproc.hpp>

namespace macadam {
namespace {

constexpr int kWash = 70;

}  // namespace

ReferenceLayer::ReferenceLayer(const cv::Mat& road, const cv::Rect& window, cv::Size size)
    : picture_(window.width, window.height, QImage::Format_ARGB32_Premultiplied),
      corner_(window.x, window.y),
      size_(size.width, size.height) {
  cv::Mat inner;
  cv::erode(road, inner, cv::Mat(), {-1, -1}, 1, cv::BORDER_CONSTANT, cv::Scalar(0));
  QColor wash = kReferenceColour;
  wash.setAlpha(kWash);
  const QRgb edge = qPremultiply(kReferenceColour.rgba()), fill = qPremultiply(wash.rgba());
  for (int y = 0; y < window.height; ++y) {
    const std::uint8_t* isRoad = road.ptr(y);
    const std::uint8_t* isInner = inner.ptr(y);
    auto* line = reinterpret_cast<QRgb*>(picture_.scanLine(y));
    for (int x = 0; x < window.width; ++x) line[x] = isRoad[x] == 0 ? 0U : isInner[x] != 0 ? fill : edge;
  }
}

void ReferenceLayer::draw(QPainter& painter, const PictureView& view) const {
  drawPart(painter, view, picture_, 1.0, corner_);
}

}  // namespace macadam
