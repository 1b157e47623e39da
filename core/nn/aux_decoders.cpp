#include "nn/aux_decoders.h"

#include <torch/torch.h>

#include <algorithm>
#include <array>

namespace macadam {
namespace {

constexpr std::array kPerturbations{Perturbation::FeatureNoise,  Perturbation::FeatureDropout, Perturbation::Dropout,
                                    Perturbation::ObjectMasking, Perturbation::ContextMasking, Perturbation::Cutout};
constexpr int kDoublings = 4;  // from stride 16 to the image

/// One random number on the host, from LibTorch's seeded generator.
double draw(double low, double high) {
  return low + (high - low) * torch::rand({1}).item<double>();
}

/// N×1×h×w, 1 where the main decoder sees road.
torch::Tensor roadMask(const torch::Tensor& features, const torch::Tensor& probabilities) {
  const torch::Tensor road = probabilities.argmax(1, /*keepdim=*/true).to(features.scalar_type());
  return std::get<0>(torch::adaptive_max_pool2d(road, {features.size(2), features.size(3)}));
}

torch::Tensor dropMostActive(const torch::Tensor& features) {
  const torch::Tensor attention = features.mean(1, /*keepdim=*/true);
  const torch::Tensor strongest = attention.amax({2, 3}, /*keepdim=*/true);
  return features * (attention < strongest * draw(0.7, 0.9)).to(features.scalar_type());
}

/// Zeroes a box of 0.4 of the side somewhere over each image.
torch::Tensor cutOut(const torch::Tensor& features) {
  const std::int64_t height = features.size(2), width = features.size(3);
  const auto boxHeight = std::max<std::int64_t>(1, static_cast<std::int64_t>(0.4 * static_cast<double>(height)));
  const auto boxWidth = std::max<std::int64_t>(1, static_cast<std::int64_t>(0.4 * static_cast<double>(width)));
  torch::Tensor kept = torch::ones({features.size(0), 1, height, width}, features.options().requires_grad(false));
  for (std::int64_t image = 0; image < features.size(0); ++image) {
    const auto y = static_cast<std::int64_t>(draw(0.0, static_cast<double>(height - boxHeight + 1)));
    const auto x = static_cast<std::int64_t>(draw(0.0, static_cast<double>(width - boxWidth + 1)));
    kept[image].slice(1, y, y + boxHeight).slice(2, x, x + boxWidth).zero_();
  }
  return features * kept;
}

}  // namespace

torch::Tensor perturb(Perturbation perturbation, const torch::Tensor& features, const torch::Tensor& probabilities) {
  switch (perturbation) {
    case Perturbation::FeatureNoise: {
      const torch::Tensor noise = torch::empty_like(features[0]).uniform_(-0.3, 0.3);
      return features * (1.0 + noise);
    }
    case Perturbation::FeatureDropout:
      return dropMostActive(features);
    case Perturbation::Dropout:
      return torch::feature_dropout(features, 0.5, /*train=*/true);
    case Perturbation::ObjectMasking:
      return features * (1.0 - roadMask(features, probabilities));
    case Perturbation::ContextMasking:
      return features * roadMask(features, probabilities);
    case Perturbation::Cutout:
      return cutOut(features);
  }
  return features;
}

AuxiliaryDecoder::AuxiliaryDecoder(std::int64_t featureChannels, int classes)
    : reduce_(register_module("reduce",
                              torch::nn::Conv2d(torch::nn::Conv2dOptions(featureChannels, classes, 1).bias(false)))) {
  torch::nn::init::kaiming_normal_(reduce_->weight, 0.0, torch::kFanIn, torch::kReLU);
  for (int i = 0; i < kDoublings; ++i) {
    expand_.push_back(register_module("expand" + std::to_string(i + 1),
                                      torch::nn::Conv2d(torch::nn::Conv2dOptions(classes, 4 * classes, 1))));
    // ICNR (Aitken et al. 2017): the four sub-pixels start equal, so that no checkerboard is learnt away first.
    torch::NoGradGuard noGrad;
    torch::Tensor kernel = torch::empty({classes, classes, 1, 1});
    torch::nn::init::kaiming_normal_(kernel);
    expand_.back()->weight.copy_(kernel.repeat_interleave(4, 0));
  }
}

torch::Tensor AuxiliaryDecoder::forward(const torch::Tensor& features, std::int64_t height, std::int64_t width) {
  torch::Tensor x = reduce_->forward(features);
  for (torch::nn::Conv2d& expand : expand_) x = torch::pixel_shuffle(torch::relu(expand->forward(x)), 2);
  return resize_(x, height, width);
}

AuxiliaryDecoders::AuxiliaryDecoders(std::int64_t featureChannels, int classes) {
  for (std::size_t i = 0; i < kPerturbations.size(); ++i) {
    decoders_.push_back(register_module("decoder" + std::to_string(i + 1),
                                        std::make_shared<AuxiliaryDecoder>(featureChannels, classes)));
  }
}

std::vector<torch::Tensor> AuxiliaryDecoders::forward(const torch::Tensor& features,
                                                      const torch::Tensor& probabilities) {
  std::vector<torch::Tensor> logits;
  for (std::size_t i = 0; i < decoders_.size(); ++i) {
    const torch::Tensor perturbed = perturb(kPerturbations[i], features, probabilities);
    logits.push_back(decoders_[i]->forward(perturbed, probabilities.size(2), probabilities.size(3)));
  }
  return logits;
}

}  // namespace macadam
