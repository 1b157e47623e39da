#include "nn/network.h"

#include "nn/deeplab_v3plus.h"
#include "nn/initialise.h"
#include "nn/padding.h"
#include "nn/pretrained.h"
#include "nn/segnet.h"

#include <torch/torch.h>

namespace macadam {
namespace {

std::shared_ptr<Network> bare(const DeepLabV3PlusSpec& spec) {
  return std::make_shared<DeepLabV3Plus>(spec);
}

std::shared_ptr<Network> bare(const SegNetSpec& spec) {
  return std::make_shared<SegNet>(spec);
}

void loadEncoder(Network& network, const DeepLabV3PlusSpec& spec) {
  loadResNetEncoder(network, spec.pretrained);
}

void loadEncoder(Network& network, const SegNetSpec& spec) {
  loadVggEncoder(network, spec.pretrained);
}

}  // namespace

Network::Output Network::forward(const torch::Tensor& images) {
  const std::int64_t height = images.size(2), width = images.size(3);
  const Output output = compute(padded(images, paddingTo(stride(), height, width)));
  if (output.logits.size(2) == height && output.logits.size(3) == width) return output;
  return {cropped(output.logits, height, width), output.features};
}

std::shared_ptr<Network> makeNetwork(const NetworkSpec& spec, std::uint64_t seed) {
  return std::visit(
      [seed](const auto& chosen) {
        std::shared_ptr<Network> network = bare(chosen);
        TensorRandom random(seed);
        initialise(*network, random);
        if (!chosen.pretrained.empty()) loadEncoder(*network, chosen);
        return network;
      },
      spec);
}

}  // namespace macadam
