#pragma once

#include "ui/canvas/picture_layer.h"

#include <opencv2/core.hpp>

#include <QColor>
#include <QImage>

namespace macadam {

/// Apart from the labels' amber and the proposals' cyan.
inline const QColor kReferenceColour(70, 110, 255);

/// Where another mask or a prediction has road: a window of a picture, as a wash with an edge.
class ReferenceLayer : public PictureLayer {
 public:
  /// @param road CV_8UC1, road where it is not 0. @param window where it lies in a picture of `size`.
  ReferenceLayer(const cv::Mat& road, const cv::Rect& window, cv::Size size);

  QSize size() const override { return size_; }
  void draw(QPainter& painter, const PictureView& view) const override;

 private:
  QImage picture_;
  QPointF corner_;
  QSize size_;
};

}  // namespace macadam
