#include "image/mask_file.h"

#include "base/atomic_file.h"
#include "image/png.h"

#include <array>
#include <cstddef>
#include <vector>

namespace macadam {
namespace {

/// The PNG chunk that declares grey 128 transparent: length, type, 16-bit grey, CRC-32 of type and grey
/// (PNG specification, 11.3.2.1). It goes between the header, which ends at byte 33, and the pixels.
constexpr std::array<std::uint8_t, 14> kTransparentGrey{0, 0, 0, 2, 't', 'R', 'N', 'S', 0, 128, 0x9b, 0x2b, 0x4e, 0x18};
constexpr std::size_t kHeaderEnd = 33;

}  // namespace

cv::Mat toStoredMask(const cv::Mat& mask) {
  cv::Mat stored = cv::Mat::zeros(mask.size(), CV_8UC1);
  stored.setTo(kStoredRoad, mask == 1);
  stored.setTo(kStoredIgnore, mask == 255);
  return stored;
}

void writeMask(const std::filesystem::path& file, const cv::Mat& mask) {
  const std::vector<std::uint8_t> bytes = encodePng(toStoredMask(mask));
  AtomicFile target(file);
  target.write(bytes.data(), kHeaderEnd);
  target.write(kTransparentGrey.data(), kTransparentGrey.size());
  target.write(bytes.data() + kHeaderEnd, bytes.size() - kHeaderEnd);
  target.commit();
}

}  // namespace macadam
