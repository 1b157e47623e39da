#pragma once

#include "nn/levels.h"
#include "spec/network_spec.h"

#include <torch/nn/module.h>
#include <torch/types.h>

#include <array>
#include <cstdint>
#include <memory>

namespace macadam {

inline constexpr int kClasses = 2;  ///< Background and road.
inline constexpr int kRoad = 1;

/// Channel statistics of ImageNet, in RGB: what published encoders were trained with.
inline constexpr std::array<float, 3> kImageMean{0.485f, 0.456f, 0.406f};
inline constexpr std::array<float, 3> kImageStandardDeviation{0.229f, 0.224f, 0.225f};

/// Maps normalised images N×3×H×W to class logits of the same size and the encoder's last features, in the type of
/// the weights: a frozen network may be converted to bfloat16, and takes images of any floating type.
///
/// Images may have any size of 1×1 and more. Where a side is no multiple of the stride, the picture is continued to the
/// right and downwards by its mirror image and the logits are cut back: what a network says of a pixel then does not
/// drift with the size of the picture around it.
class Network : public torch::nn::Module {
 public:
  struct Output {
    torch::Tensor logits;    ///< N×C×H×W
    torch::Tensor features;  ///< N×F×⌈H/stride⌉×⌈W/stride⌉; the last ones may have seen the continuation too.
  };

  /// Both halves, one after the other.
  Output forward(const torch::Tensor& images);
  /// The encoder's half: the levels of images N×3×H×W, continued to whole strides.
  Levels encode(const torch::Tensor& images);
  /// The decoder's half: logits N×C×`height`×`width` of images of that size, from their levels or from altered ones.
  torch::Tensor decode(Levels levels, std::int64_t height, std::int64_t width);

  /// F of the features.
  virtual std::int64_t featureChannels() const = 0;
  /// Pixels of the image per pixel of the features.
  virtual std::int64_t stride() const = 0;

 protected:
  /// The halves for images whose sides are multiples of the stride.
  virtual Levels encodeWhole(const torch::Tensor& images) = 0;
  virtual torch::Tensor decodeWhole(Levels levels, std::int64_t height, std::int64_t width) = 0;
};

/// Builds a network with weights drawn from `seed`; pretrained encoder weights, where the spec names a file, are read.
/// @throws Error when that file does not fit, or the decoder does not fit the encoder.
std::shared_ptr<Network> makeNetwork(const NetworkSpec& spec, std::uint64_t seed);

}  // namespace macadam
