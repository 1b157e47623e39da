#include "spec/network_channels.h"

#include <algorithm>
#include <cmath>

namespace macadam {
namespace {

constexpr int kChannelMultiple = 8;

}  // namespace

int scaledChannels(int channels, double width) {
  const long multiples = std::lround(channels * width / kChannelMultiple);
  return kChannelMultiple * static_cast<int>(std::max(multiples, 1L));
}

int featureChannels(const NetworkSpec& spec) {
  if (const auto* deeplab = std::get_if<DeepLabV3PlusSpec>(&spec)) {
    return scaledChannels(deeplab->encoderDepth >= 50 ? 2048 : 512, deeplab->width);
  }
  return scaledChannels(512, std::get<SegNetSpec>(spec).width);
}

int featureStride(const NetworkSpec& spec) {
  return std::holds_alternative<DeepLabV3PlusSpec>(spec) ? 16 : 32;
}

}  // namespace macadam
