#pragma once

#include "spec/network_spec.h"

#include <array>
#include <string_view>

namespace macadam {

/// Encoders that are built alike and whose weights have names of one kind.
enum class EncoderFamily { ResNet, Vgg, Mit, EfficientNetLite };

/// Channels of an encoder's levels, at strides 2, 4, 8, 16 and 32; 0 where it has no such level.
using LevelChannels = std::array<int, 5>;

/// What there is to say about an encoder, stated once for files, forms, checks and tables.
struct EncoderFacts {
  Encoder encoder;
  std::string_view name;   ///< In files.
  std::string_view title;  ///< In tables and figures.
  EncoderFamily family;
  LevelChannels channels;  ///< Of the published encoder.
  double millions;         ///< Of parameters, at width 1.
  double linearMillions;   ///< Of these, in depthwise layers and norms: they grow with the width, not with its square.
};

inline constexpr std::array<EncoderFacts, 11> kEncoders{{
    {Encoder::ResNet18, "resnet18", "ResNet-18", EncoderFamily::ResNet, {64, 64, 128, 256, 512}, 11.18, 0.02},
    {Encoder::ResNet34, "resnet34", "ResNet-34", EncoderFamily::ResNet, {64, 64, 128, 256, 512}, 21.28, 0.03},
    {Encoder::ResNet50, "resnet50", "ResNet-50", EncoderFamily::ResNet, {64, 256, 512, 1024, 2048}, 23.51, 0.06},
    {Encoder::ResNet101, "resnet101", "ResNet-101", EncoderFamily::ResNet, {64, 256, 512, 1024, 2048}, 42.50, 0.12},
    {Encoder::Vgg16, "vgg16", "VGG-16", EncoderFamily::Vgg, {128, 256, 512, 512, 512}, 14.72, 0.01},
    {Encoder::MitB0, "mit_b0", "MiT-B0", EncoderFamily::Mit, {0, 32, 64, 160, 256}, 3.32, 0.06},
    {Encoder::MitB1, "mit_b1", "MiT-B1", EncoderFamily::Mit, {0, 64, 128, 320, 512}, 13.15, 0.13},
    {Encoder::MitB2, "mit_b2", "MiT-B2", EncoderFamily::Mit, {0, 64, 128, 320, 512}, 24.20, 0.24},
    {Encoder::EfficientNetLite0,
     "efficientnet_lite0",
     "EfficientNet-Lite0",
     EncoderFamily::EfficientNetLite,
     {32, 24, 40, 112, 320},
     2.96,
     0.22},
    {Encoder::EfficientNetLite1,
     "efficientnet_lite1",
     "EfficientNet-Lite1",
     EncoderFamily::EfficientNetLite,
     {32, 24, 40, 112, 320},
     3.72,
     0.29},
    {Encoder::EfficientNetLite2,
     "efficientnet_lite2",
     "EfficientNet-Lite2",
     EncoderFamily::EfficientNetLite,
     {32, 24, 48, 120, 352},
     4.36,
     0.32},
}};

/// What there is to say about a decoder.
struct DecoderFacts {
  Decoder decoder;
  std::string_view name;   ///< In files, as the network's `architecture`.
  std::string_view title;  ///< In tables and figures.
  std::string_view doc;
  Encoder encoder;                   ///< The one under it where none is named.
  int outputStride;                  ///< To which encoders that can dilate keep their last level.
  std::string_view encoderModule;    ///< The encoder's name among the network's weights.
  bool normalisesPooled = false;     ///< Over the batch, a single value of each tile: one tile alone cannot train.
  bool takesPoolingIndices = false;  ///< Which VGG alone has.
};

inline constexpr std::array<DecoderFacts, 5> kDecoders{{
    {.decoder = Decoder::DeepLabV3Plus,
     .name = "deeplab_v3plus",
     .title = "DeepLabV3+",
     .doc = "DeepLabV3+ at output stride 16 (Chen et al. 2018).",
     .encoder = Encoder::ResNet50,
     .outputStride = 16,
     .encoderModule = "encoder",
     .normalisesPooled = true},
    {.decoder = Decoder::SegNet,
     .name = "segnet",
     .title = "SegNet",
     .doc = "SegNet: VGG-16 with BatchNorm, pooling indices and a mirrored decoder (Badrinarayanan et al. 2017).",
     .encoder = Encoder::Vgg16,
     .outputStride = 32,
     .encoderModule = "down",
     .takesPoolingIndices = true},
    {.decoder = Decoder::UNet,
     .name = "unet",
     .title = "UNet",
     .doc = "UNet: five doublings, each beside the encoder's level of that size (Ronneberger et al. 2015).",
     .encoder = Encoder::ResNet34,
     .outputStride = 32,
     .encoderModule = "encoder"},
    {.decoder = Decoder::PspNet,
     .name = "pspnet",
     .title = "PSPNet",
     .doc = "PSPNet: means over a pyramid of regions, at output stride 8 (Zhao et al. 2017).",
     .encoder = Encoder::ResNet50,
     .outputStride = 8,
     .encoderModule = "encoder",
     .normalisesPooled = true},
    {.decoder = Decoder::SegFormer,
     .name = "segformer",
     .title = "SegFormer",
     .doc = "SegFormer: one linear layer a level, at stride 4 (Xie et al. 2021).",
     .encoder = Encoder::MitB0,
     .outputStride = 32,
     .encoderModule = "encoder"},
}};

constexpr const EncoderFacts& factsOf(Encoder encoder) {
  return kEncoders[static_cast<std::size_t>(encoder)];
}
constexpr const DecoderFacts& factsOf(Decoder decoder) {
  return kDecoders[static_cast<std::size_t>(decoder)];
}

/// Whether encoders of a family can stop halving before stride 32: the last levels then have the stride at which it
/// stopped. ResNet-50 and 101, VGG and EfficientNet-Lite dilate the layers behind; ResNet-18 and 34 only drop the
/// stride.
constexpr bool stopsHalving(EncoderFamily family) {
  switch (family) {
    case EncoderFamily::ResNet:
    case EncoderFamily::Vgg:
    case EncoderFamily::EfficientNetLite:
      return true;
    case EncoderFamily::Mit:
      return false;
  }
  return false;
}

/// Whether a decoder can stand on an encoder.
constexpr bool fits(Encoder encoder, Decoder decoder) {
  return !factsOf(decoder).takesPoolingIndices || factsOf(encoder).family == EncoderFamily::Vgg;
}

/// `DeepLabV3+ ResNet-50`, and `×0.5` behind it where the network has another width than the published one.
std::string titleOf(const NetworkSpec& spec);

namespace network_facts_detail {

/// Whether a table has a row for each value of its enumeration, in its order.
constexpr bool isComplete(const auto& table, auto last, auto member) {
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (static_cast<std::size_t>(table[i].*member) != i) return false;
  }
  return table.size() == static_cast<std::size_t>(last) + 1;
}

static_assert(isComplete(kEncoders, Encoder::Last, &EncoderFacts::encoder));
static_assert(isComplete(kDecoders, Decoder::Last, &DecoderFacts::decoder));

}  // namespace network_facts_detail

}  // namespace macadam
