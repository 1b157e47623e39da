#pragma once

#include "nn/interpolate.h"
#include "nn/tensor_random.h"

#include <torch/nn/module.h>
#include <torch/nn/modules/conv.h>
#include <torch/types.h>

#include <memory>
#include <utility>
#include <vector>

namespace macadam {

/// What an auxiliary decoder's input has suffered (Ouali et al. 2020, section 3.2; their reference code's rates).
enum class Perturbation { FeatureNoise, FeatureDropout, Dropout, ObjectMasking, ContextMasking, Cutout };

/// Perturbs features N×F×h×w; `probabilities` N×C×H×W are the main decoder's, detached, and guide the masks.
torch::Tensor perturb(Perturbation perturbation, const torch::Tensor& features, const torch::Tensor& probabilities,
                      TensorRandom& random);

/// A light decoder: 1×1 convolution to the classes, then pixel-shuffle steps that double the size.
class AuxiliaryDecoder : public torch::nn::Module {
 public:
  AuxiliaryDecoder(std::int64_t featureChannels, int classes, TensorRandom& initial);
  /// Features N×F×h×w to logits N×C×height×width.
  torch::Tensor forward(const torch::Tensor& features, std::int64_t height, std::int64_t width);

 private:
  torch::nn::Conv2d reduce_{nullptr};
  std::vector<torch::nn::Conv2d> expand_;
  BilinearResize resize_;
};

/// One decoder for each perturbation; trained with the network, used in no prediction.
class AuxiliaryDecoders : public torch::nn::Module, public DrawsAtRandom {
 public:
  /// For features of a network with that stride; their first weights are drawn from `initial`.
  AuxiliaryDecoders(std::int64_t featureChannels, std::int64_t stride, int classes, TensorRandom& initial);
  /// Logits N×C×H×W of each decoder, on features perturbed in its own way; `probabilities` N×C×H×W may have any size
  /// that a network takes (Network::forward).
  std::vector<torch::Tensor> forward(const torch::Tensor& features, const torch::Tensor& probabilities);
  void drawFrom(std::shared_ptr<TensorRandom> random) override { random_ = std::move(random); }

 private:
  std::vector<std::shared_ptr<AuxiliaryDecoder>> decoders_;
  std::int64_t stride_;
  std::shared_ptr<TensorRandom> random_ = std::make_shared<TensorRandom>(0);
};

}  // namespace macadam
