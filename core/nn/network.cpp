#include "nn/network.h"

#include "nn/deeplab_v3plus.h"
#include "nn/pretrained.h"
#include "nn/segnet.h"

#include <torch/torch.h>

namespace macadam {
namespace {

std::shared_ptr<Network> build(const DeepLabV3PlusSpec& spec) {
  auto network = std::make_shared<DeepLabV3Plus>(spec);
  if (!spec.pretrained.empty()) loadResNetEncoder(*network, spec.pretrained);
  return network;
}

std::shared_ptr<Network> build(const SegNetSpec& spec) {
  auto network = std::make_shared<SegNet>(spec);
  if (!spec.pretrained.empty()) loadVggEncoder(*network, spec.pretrained);
  return network;
}

}  // namespace

std::shared_ptr<Network> makeNetwork(const NetworkSpec& spec, std::uint64_t seed) {
  torch::manual_seed(seed);
  return std::visit([](const auto& chosen) { return build(chosen); }, spec);
}

void copyState(const torch::nn::Module& from, torch::nn::Module& to) {
  torch::NoGradGuard noGrad;
  auto parameters = to.named_parameters();
  for (const auto& item : from.named_parameters()) parameters[item.key()].copy_(item.value());
  auto buffers = to.named_buffers();
  for (const auto& item : from.named_buffers()) buffers[item.key()].copy_(item.value());
}

}  // namespace macadam
