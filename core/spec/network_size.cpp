#include "spec/network_size.h"

#include "spec/network_channels.h"

namespace macadam {
namespace {

constexpr std::int64_t square(std::int64_t kernel) {
  return kernel * kernel;
}

std::int64_t ofEncoder(const NetworkSpec& spec) {
  const EncoderFacts& facts = factsOf(spec.encoder);
  const double linear = facts.linearMillions * spec.width;
  return static_cast<std::int64_t>(1e6 * (linear + (facts.millions - facts.linearMillions) * spec.width * spec.width));
}

/// Weights of the convolutions alone; biases, norms and the classifier are few.
std::int64_t deepLabV3Plus(const NetworkSpec& spec) {
  const LevelChannels levels = levelChannels(spec);
  const std::int64_t channels = scaledChannels(256, spec.width), low = scaledChannels(48, spec.width);
  const std::int64_t branches = channels * levels.back() * (1 + 3 * square(3) + 1);
  return branches + 5 * channels * channels + low * levels[1] + square(3) * (channels + low) * channels;
}

/// The encoder mirrored.
std::int64_t segNet(const NetworkSpec& spec) {
  return ofEncoder(spec);
}

std::int64_t uNet(const NetworkSpec& spec) {
  const LevelChannels levels = levelChannels(spec);
  std::int64_t in = levels.back(), sum = 0;
  for (std::size_t i = 0; i < kUNetChannels.size(); ++i) {
    const int beside = i + 2 > levels.size() ? 0 : levels[levels.size() - 2 - i];
    const std::int64_t out = scaledChannels(kUNetChannels[i], spec.width);
    sum += square(3) * out * (in + beside + out);
    in = out;
  }
  return sum;
}

std::int64_t pspNet(const NetworkSpec& spec) {
  const std::int64_t features = featureChannels(spec), ofRegions = pspNetRegionChannels(spec);
  return 4 * features * ofRegions + square(3) * (features + 4 * ofRegions) * scaledChannels(512, spec.width);
}

std::int64_t segFormer(const NetworkSpec& spec) {
  const LevelChannels levels = levelChannels(spec);
  const std::int64_t channels = segFormerChannels(spec);
  std::int64_t sum = 4 * channels * channels;
  for (std::size_t level = 1; level < levels.size(); ++level) sum += levels[level] * channels;
  return sum;
}

std::int64_t ofDecoder(const NetworkSpec& spec) {
  switch (spec.decoder) {
    case Decoder::DeepLabV3Plus:
      return deepLabV3Plus(spec);
    case Decoder::SegNet:
      return segNet(spec);
    case Decoder::UNet:
      return uNet(spec);
    case Decoder::PspNet:
      return pspNet(spec);
    case Decoder::SegFormer:
      return segFormer(spec);
  }
  return 0;
}

}  // namespace

std::int64_t approximateParameters(const NetworkSpec& spec) {
  return ofEncoder(spec) + ofDecoder(spec);
}

}  // namespace macadam
