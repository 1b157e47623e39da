#pragma once

#include "spec/run_spec.h"

namespace macadam {

/// A published channel count times the width factor, rounded to a multiple of 8 and never below 8.
int scaledChannels(int channels, double width);

/// Channels of the encoder's last features: 512 (ResNet-18/34, VGG-16) or 2048 (ResNet-50/101), scaled.
int featureChannels(const NetworkSpec& spec);

/// Pixels of the image per pixel of the encoder's last features: 16 (DeepLabV3+) or 32 (SegNet).
int featureStride(const NetworkSpec& spec);
int featureStride(const DeepLabV3PlusSpec& spec);
int featureStride(const SegNetSpec& spec);

}  // namespace macadam
