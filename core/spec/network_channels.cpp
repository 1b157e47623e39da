#include "spec/network_channels.h"

#include <algorithm>
#include <cmath>

namespace macadam {
namespace {

constexpr int kChannelMultiple = 8;
constexpr int kCoarsestStride = 32;

}  // namespace

int scaledChannels(int channels, double width) {
  const long multiples = std::lround(channels * width / kChannelMultiple);
  return kChannelMultiple * static_cast<int>(std::max(multiples, 1L));
}

LevelChannels levelChannels(const NetworkSpec& spec) {
  LevelChannels channels = factsOf(spec.encoder).channels;
  for (int& count : channels) count = count == 0 ? 0 : scaledChannels(count, spec.width);
  return channels;
}

int featureChannels(const NetworkSpec& spec) {
  return levelChannels(spec).back();
}

int featureStride(const NetworkSpec& spec) {
  return stopsHalving(factsOf(spec.encoder).family) ? factsOf(spec.decoder).outputStride : kCoarsestStride;
}

int pspNetRegionChannels(const NetworkSpec& spec) {
  return scaledChannels(factsOf(spec.encoder).channels.back() / 4, spec.width);
}

int segFormerChannels(const NetworkSpec& spec) {
  return scaledChannels(spec.encoder == Encoder::MitB2 ? 768 : 256, spec.width);
}

}  // namespace macadam
