#include "ui/widgets/picture.h"

namespace macadam {

QImage toImage(const cv::Mat& picture) {
  if (picture.empty()) return {};
  const auto format = picture.type() == CV_8UC1 ? QImage::Format_Grayscale8 : QImage::Format_RGB888;
  return QImage(picture.data, picture.cols, picture.rows, static_cast<qsizetype>(picture.step), format).copy();
}

}  // namespace macadam
