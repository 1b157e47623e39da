#pragma once

#include "spec/network_facts.h"

namespace macadam {

/// A published channel count times the width factor, rounded to a multiple of 8 and never below 8.
int scaledChannels(int channels, double width);

/// Of the encoder's levels, scaled.
LevelChannels levelChannels(const NetworkSpec& spec);

/// Channels of the encoder's last features.
int featureChannels(const NetworkSpec& spec);

/// Pixels of the image per pixel of the encoder's last features: what the decoder asks for, where the encoder can.
int featureStride(const NetworkSpec& spec);

/// Channels of UNet's doublings, unscaled.
inline constexpr std::array<int, 5> kUNetChannels{256, 128, 64, 32, 16};

/// Channels of the means over each number of regions in PSPNet: a quarter of the features'.
int pspNetRegionChannels(const NetworkSpec& spec);

/// Channels that SegFormer's head brings each level to: 256, or 768 over MiT-B2, scaled.
int segFormerChannels(const NetworkSpec& spec);

}  // namespace macadam
