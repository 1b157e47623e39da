#pragma once

#include "spec/network_spec.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace macadam {

/// What a file of weights holds for our encoders.
struct WeightsReport {
  std::optional<Encoder> encoder;           ///< The one that fits; none where `refusal` says why.
  std::string refusal;                      ///< `has a deep stem …`, without the file's name.
  std::string naming;                       ///< Whose names the tensors have: `torchvision, timm`.
  std::string prefix;                       ///< What stands before the encoder's names: `state_dict.module.`
  std::size_t taken = 0;                    ///< Tensors of the encoder.
  std::vector<std::string> leftAside = {};  ///< Names of the others.
  std::vector<std::string> skipped = {};    ///< Objects that are no tensors: `args (argparse.Namespace)`.
  int bands = 3;                            ///< Of the pictures that the weights were trained on.
  std::array<int, 3> columns{0, 1, 2};      ///< Which of the bands are taken as red, green and blue, from 0.
  /// With which the weights' pictures were normalised, from 0 to 1; where it is another than ours, the first
  /// convolution and its norm make up for it.
  std::array<float, 3> mean{}, deviation{};
};

/// In a line: `ResNet-50 as torchvision, timm name it: 318 tensors taken, 2 left aside`, or the refusal.
std::string describe(const WeightsReport& report);

}  // namespace macadam
