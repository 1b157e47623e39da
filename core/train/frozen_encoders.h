#pragma once

#include <torch/nn/module.h>
#include <torch/types.h>

#include <cstdint>
#include <memory>
#include <vector>

namespace macadam {

/// Pretrained encoders that stay as they are over the first iterations of a phase: they learn nothing, and run in
/// evaluation mode, so that the statistics of their BatchNorms stay too.
class FrozenEncoders {
 public:
  explicit FrozenEncoders(std::int64_t iterations) : iterations_(iterations) {}

  /// Takes an encoder that is in training mode; parameters that do not learn never will.
  void add(std::shared_ptr<torch::nn::Module> encoder);
  /// Brings the encoders into the state for a step; whoever evaluated since may have left another mode.
  /// @param iteration of the phase, from 0
  void prepareStep(std::int64_t iteration);

 private:
  struct Encoder {
    std::shared_ptr<torch::nn::Module> module;
    std::vector<torch::Tensor> learning;  ///< Its parameters that learn afterwards.
  };

  std::int64_t iterations_;
  std::vector<Encoder> encoders_;
};

}  // namespace macadam
