#include "nn/aux_decoders.h"

#include "nn/initialise.h"
#include "nn/padding.h"

#include <torch/torch.h>

#include <algorithm>
#include <array>

namespace macadam {
namespace {

constexpr std::array kPerturbations{Perturbation::FeatureNoise,  Perturbation::FeatureDropout, Perturbation::Dropout,
                                    Perturbation::ObjectMasking, Perturbation::ContextMasking, Perturbation::Cutout};
constexpr int kDoublings = 4;  // from stride 16 to the image

/// N×1×h×w, 1 where the main decoder sees road.
torch::Tensor roadMask(const torch::Tensor& features, const torch::Tensor& probabilities) {
  const torch::Tensor road = probabilities.argmax(1, /*keepdim=*/true).to(features.scalar_type());
  return std::get<0>(torch::adaptive_max_pool2d(road, {features.size(2), features.size(3)}));
}

torch::Tensor dropMostActive(const torch::Tensor& features, TensorRandom& random) {
  const torch::Tensor attention = features.mean(1, /*keepdim=*/true);
  const torch::Tensor strongest = attention.amax({2, 3}, /*keepdim=*/true);
  return features * (attention < strongest * random.uniform(0.7, 0.9)).to(features.scalar_type());
}

/// Zeroes half of the channels and doubles the others.
torch::Tensor dropChannels(const torch::Tensor& features, TensorRandom& random) {
  const torch::Tensor kept = torch::empty({features.size(0), features.size(1), 1, 1}, features.options());
  return features * kept.bernoulli_(0.5, random.on(features.device())).mul_(2.0);
}

/// Zeroes a box of 0.4 of the side somewhere over each image.
torch::Tensor cutOut(const torch::Tensor& features, TensorRandom& random) {
  const std::int64_t height = features.size(2), width = features.size(3);
  const auto boxHeight = std::max<std::int64_t>(1, static_cast<std::int64_t>(0.4 * static_cast<double>(height)));
  const auto boxWidth = std::max<std::int64_t>(1, static_cast<std::int64_t>(0.4 * static_cast<double>(width)));
  torch::Tensor kept = torch::ones({features.size(0), 1, height, width}, features.options().requires_grad(false));
  for (std::int64_t image = 0; image < features.size(0); ++image) {
    const auto y = static_cast<std::int64_t>(random.uniform(0.0, static_cast<double>(height - boxHeight + 1)));
    const auto x = static_cast<std::int64_t>(random.uniform(0.0, static_cast<double>(width - boxWidth + 1)));
    kept[image].slice(1, y, y + boxHeight).slice(2, x, x + boxWidth).zero_();
  }
  return features * kept;
}

}  // namespace

torch::Tensor perturb(Perturbation perturbation, const torch::Tensor& features, const torch::Tensor& probabilities,
                      TensorRandom& random) {
  switch (perturbation) {
    case Perturbation::FeatureNoise: {
      const torch::Tensor noise = torch::empty_like(features[0]).uniform_(-0.3, 0.3, random.on(features.device()));
      return features * (1.0 + noise);
    }
    case Perturbation::FeatureDropout:
      return dropMostActive(features, random);
    case Perturbation::Dropout:
      return dropChannels(features, random);
    case Perturbation::ObjectMasking:
      return features * (1.0 - roadMask(features, probabilities));
    case Perturbation::ContextMasking:
      return features * roadMask(features, probabilities);
    case Perturbation::Cutout:
      return cutOut(features, random);
  }
  return features;
}

AuxiliaryDecoder::AuxiliaryDecoder(std::int64_t featureChannels, int classes, TensorRandom& initial)
    : reduce_(register_module("reduce",
                              torch::nn::Conv2d(torch::nn::Conv2dOptions(featureChannels, classes, 1).bias(false)))) {
  drawDefault(reduce_->weight, reduce_->bias, initial);
  drawNormal(reduce_->weight, featureChannels, initial);
  for (int i = 0; i < kDoublings; ++i) {
    torch::nn::Conv2d expand = register_module("expand" + std::to_string(i + 1),
                                               torch::nn::Conv2d(torch::nn::Conv2dOptions(classes, 4 * classes, 1)));
    drawDefault(expand->weight, expand->bias, initial);
    // ICNR (Aitken et al. 2017): the four sub-pixels start equal, so that no checkerboard is learnt away first.
    torch::NoGradGuard noGrad;
    torch::Tensor kernel = torch::empty({classes, classes, 1, 1});
    drawNormal(kernel, classes, initial);
    expand->weight.copy_(kernel.repeat_interleave(4, 0));
    expand_.push_back(expand);
  }
}

torch::Tensor AuxiliaryDecoder::forward(const torch::Tensor& features, std::int64_t height, std::int64_t width) {
  torch::Tensor x = reduce_->forward(features);
  for (torch::nn::Conv2d& expand : expand_) x = torch::pixel_shuffle(torch::relu(expand->forward(x)), 2);
  return resize_(x, height, width);
}

AuxiliaryDecoders::AuxiliaryDecoders(std::int64_t featureChannels, std::int64_t stride, int classes,
                                     TensorRandom& initial)
    : stride_(stride) {
  for (std::size_t i = 0; i < kPerturbations.size(); ++i) {
    decoders_.push_back(register_module("decoder" + std::to_string(i + 1),
                                        std::make_shared<AuxiliaryDecoder>(featureChannels, classes, initial)));
  }
}

std::vector<torch::Tensor> AuxiliaryDecoders::forward(const torch::Tensor& features,
                                                      const torch::Tensor& probabilities) {
  const std::int64_t height = probabilities.size(2), width = probabilities.size(3);
  // The features are those of the picture as the network continued it.
  const torch::Tensor continued = padded(probabilities, paddingTo(stride_, height, width));
  std::vector<torch::Tensor> logits;
  for (std::size_t i = 0; i < decoders_.size(); ++i) {
    const torch::Tensor perturbed = perturb(kPerturbations[i], features, continued, *random_);
    logits.push_back(cropped(decoders_[i]->forward(perturbed, continued.size(2), continued.size(3)), height, width));
  }
  return logits;
}

}  // namespace macadam
