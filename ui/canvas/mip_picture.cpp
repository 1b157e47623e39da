#include "ui/canvas/mip_picture.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace macadam {
namespace {

constexpr int kSmallestSide = 64;

}  // namespace

QImage toDrawable(const cv::Mat& rgb) {
  QImage image(rgb.cols, rgb.rows, QImage::Format_RGB32);
  cv::Mat pixels(rgb.rows, rgb.cols, CV_8UC4, image.bits(), static_cast<std::size_t>(image.bytesPerLine()));
  cv::cvtColor(rgb, pixels, cv::COLOR_RGB2BGRA);
  return image;
}

MipPicture::MipPicture(const cv::Mat& rgb) {
  levels_.push_back(toDrawable(rgb));
  for (cv::Mat level = rgb; std::min(level.cols, level.rows) >= 2 * kSmallestSide;) {
    cv::Mat half;
    cv::resize(level, half, {(level.cols + 1) / 2, (level.rows + 1) / 2}, 0, 0, cv::INTER_AREA);
    levels_.push_back(toDrawable(half));
    level = half;
  }
}

void MipPicture::draw(QPainter& painter, const PictureView& view) const {
  const double halvings = view.scale < 1.0 ? std::floor(-std::log2(view.scale)) : 0.0;
  const auto level = std::min(static_cast<std::size_t>(halvings), levels_.size() - 1);
  drawPart(painter, view, levels_[level], std::exp2(double(level)));
}

}  // namespace macadam
