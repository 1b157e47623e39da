#pragma once

#include <torch/types.h>

#include <array>
#include <cstdint>
#include <vector>

namespace macadam {

/// What a max-pooling keeps for the unpooling that mirrors it.
struct Pooling {
  torch::Tensor indices;    ///< Of the pooled values, in the map before.
  std::int64_t height = 0;  ///< Of the map before.
  std::int64_t width = 0;
};

/// What an encoder says of a batch of images, from fine to coarse.
struct Levels {
  /// N×C×h×w at strides 2, 4, 8, 16 and 32, undefined where the encoder has no such level; an encoder that stops
  /// halving before (network_facts.h) has its last levels at the stride where it stopped.
  std::array<torch::Tensor, 5> maps;
  std::vector<Pooling> poolings;  ///< VGG's, in their order.

  const torch::Tensor& features() const { return maps.back(); }
};

}  // namespace macadam
