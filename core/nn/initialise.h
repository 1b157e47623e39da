#pragma once

#include "nn/tensor_random.h"

#include <torch/nn/module.h>
#include <torch/types.h>

namespace macadam {

/// Draws the weights of all convolutions and linear layers below `module`: convolutions without a bias, which a
/// BatchNorm follows, and depthwise ones from He's normal distribution over their outputs; other convolutions from
/// LibTorch's default; linear layers, which are those of transformers, from a normal distribution of deviation 0.02.
///
/// LibTorch's constructors have filled them from the generator of the whole process, which other threads draw from.
void initialise(torch::nn::Module& module, TensorRandom& random);

/// PyTorch's kaiming_normal_ for what a rectifier follows: mean 0, variance 2 / `fan`.
void drawNormal(torch::Tensor& weight, std::int64_t fan, TensorRandom& random);

/// PyTorch's default for a convolution: weights and bias uniform in ±1/√fan, the fan being that of its inputs.
void drawDefault(torch::Tensor& weight, torch::Tensor& bias, TensorRandom& random);

}  // namespace macadam
