#pragma once

#include "ui/canvas/picture_layer.h"

#include <opencv2/core.hpp>

#include <QImage>
#include <vector>

namespace macadam {

/// A picture held in memory with its halves, quarters and so on, so that a small view of it costs little and does not
/// flicker. Never changes: made in the background, drawn in the UI thread.
class MipPicture : public PictureLayer {
 public:
  /// @param rgb CV_8UC3.
  explicit MipPicture(const cv::Mat& rgb);

  QSize size() const override { return levels_.front().size(); }
  void draw(QPainter& painter, const PictureView& view) const override;
  /// Full size first.
  const std::vector<QImage>& levels() const { return levels_; }

 private:
  std::vector<QImage> levels_;
};

/// A copy of a CV_8UC3 RGB picture in the format that Qt draws fastest.
QImage toDrawable(const cv::Mat& rgb);

}  // namespace macadam
