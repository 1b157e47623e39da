#include "image/mask_file.h"

#include "base/atomic_file.h"
#include "image/png.h"

#include <string_view>

namespace macadam {
namespace {

/// As the contents of a PNG's `tRNS` chunk: the 16-bit grey that is transparent.
constexpr std::string_view kTransparentGrey{"\0\x80", 2};

}  // namespace

cv::Mat toStoredMask(const cv::Mat& mask) {
  cv::Mat stored = cv::Mat::zeros(mask.size(), CV_8UC1);
  stored.setTo(kStoredRoad, mask == 1);
  stored.setTo(kStoredIgnore, mask == 255);
  return stored;
}

std::vector<std::uint8_t> encodeMask(const cv::Mat& mask) {
  std::vector<std::uint8_t> bytes = encodePng(toStoredMask(mask));
  insertChunk(bytes, "tRNS", kTransparentGrey);
  return bytes;
}

void writeMask(const std::filesystem::path& file, const cv::Mat& mask) {
  const std::vector<std::uint8_t> bytes = encodeMask(mask);
  AtomicFile target(file);
  target.write(bytes.data(), bytes.size());
  target.commit();
}

}  // namespace macadam
