#include "image/opencv_threads.h"

#include <opencv2/core/utility.hpp>

namespace macadam {

void keepOpenCvOnCallingThread() {
  static const bool done = (cv::setNumThreads(1), true);
  static_cast<void>(done);
}

}  // namespace macadam
