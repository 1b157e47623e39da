#include "image/png.h"

#include "base/atomic_file.h"
#include "base/error.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace macadam {

std::vector<std::uint8_t> encodePng(const cv::Mat& picture) {
  cv::Mat ordered;
  if (picture.channels() == 3) {
    cv::cvtColor(picture, ordered, cv::COLOR_RGB2BGR);
  } else if (picture.channels() == 4) {
    cv::cvtColor(picture, ordered, cv::COLOR_RGBA2BGRA);
  } else {
    ordered = picture;
  }
  std::vector<std::uint8_t> bytes;
  if (ordered.empty() || !cv::imencode(".png", ordered, bytes)) {
    throw Error("picture", "cannot be encoded as PNG", "give it at least one pixel and 8 bits a channel");
  }
  return bytes;
}

void writePng(const std::filesystem::path& file, const cv::Mat& picture) {
  const std::vector<std::uint8_t> bytes = encodePng(picture);
  AtomicFile target(file);
  target.write(bytes.data(), bytes.size());
  target.commit();
}

}  // namespace macadam
