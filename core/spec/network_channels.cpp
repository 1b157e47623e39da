#include "spec/network_channels.h"

#include <algorithm>
#include <cmath>

namespace macadam {
namespace {

constexpr int kChannelMultiple = 8;

int featuresOf(const DeepLabV3PlusSpec& spec) {
  return scaledChannels(spec.encoderDepth >= 50 ? 2048 : 512, spec.width);
}

int featuresOf(const SegNetSpec& spec) {
  return scaledChannels(512, spec.width);
}

}  // namespace

int scaledChannels(int channels, double width) {
  const long multiples = std::lround(channels * width / kChannelMultiple);
  return kChannelMultiple * static_cast<int>(std::max(multiples, 1L));
}

int featureChannels(const NetworkSpec& spec) {
  return std::visit([](const auto& network) { return featuresOf(network); }, spec);
}

int featureStride(const NetworkSpec& spec) {
  return std::visit([](const auto& network) { return featureStride(network); }, spec);
}

int featureStride(const DeepLabV3PlusSpec&) {
  return 16;
}

int featureStride(const SegNetSpec&) {
  return 32;
}

}  // namespace macadam
