#include "ui/data/thumbnail.h"

#include "image/image_store.h"
#include "image/opencv_threads.h"
#include "image/raster.h"
#include "ui/canvas/road_colour.h"
#include "ui/jobs/problem_list.h"
#include "ui/widgets/picture.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>

namespace macadam {
namespace {

void shrink(cv::Mat& pixels, int side) {
  const int largest = std::max(pixels.cols, pixels.rows);
  if (side <= 0 || largest <= side) return;
  const double factor = double(side) / largest;
  const cv::Size size(std::max(1, cvRound(pixels.cols * factor)), std::max(1, cvRound(pixels.rows * factor)));
  cv::resize(pixels, pixels, size, 0, 0, cv::INTER_AREA);
}

/// Thin roads stay visible in small pictures: what covers a part of a pixel is painted in part.
QImage roadLayer(const cv::Mat& mask, int side) {
  cv::Mat coverage = mask == 1;
  shrink(coverage, side);
  QImage layer(coverage.cols, coverage.rows, QImage::Format_ARGB32_Premultiplied);
  for (int y = 0; y < coverage.rows; ++y) {
    auto* line = reinterpret_cast<QRgb*>(layer.scanLine(y));
    for (int x = 0; x < coverage.cols; ++x) {
      line[x] = qPremultiply(qRgba(kRoadColour.red, kRoadColour.green, kRoadColour.blue, coverage.at<uchar>(y, x)));
    }
  }
  return layer;
}

QImage shownImage(cv::Mat rgb, int side) {
  shrink(rgb, side);
  return toImage(rgb).convertToFormat(QImage::Format_RGB32);
}

}  // namespace

TilePicture readTilePicture(const Sample& sample, int side) {
  keepOpenCvOnCallingThread();
  TilePicture result;
  try {
    const Tile tile = decode(sample);
    result.picture = shownImage(tile.image, side);
    if (!tile.mask.empty()) result.road = roadLayer(tile.mask, side);
    return result;
  } catch (...) {
    result.failure = problemText(caughtProblems(sample.id));
  }
  try {  // a damaged mask does not hide the image
    const Raster raster(sample.image, sample.pixels);
    result.picture = shownImage(raster.readRgb(sample.window.value_or(raster.whole())), side);
  } catch (...) {
    // what is wrong has been told
  }
  return result;
}

}  // namespace macadam
