#include "nn/encoders/encoder_weights.h"

#include "base/error.h"
#include "nn/encoders/encoder_file.h"
#include "nn/pretrained.h"
#include "spec/network_facts.h"

#include <torch/torch.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace macadam {
namespace {

constexpr auto kRemedy = "name weights of the network's encoder; macadam-cli weights inspect says what a file holds";

TensorMap stateBelow(const torch::nn::Module& network, const std::string& prefix) {
  TensorMap below;
  for (const auto& [name, tensor] : stateOf(network)) {
    if (name.starts_with(prefix)) below.emplace(name.substr(prefix.size()), tensor);
  }
  return below;
}

}  // namespace

void loadEncoder(torch::nn::Module& network, const NetworkSpec& spec) {
  const EncoderFacts& facts = factsOf(spec.encoder);
  const std::string part(factsOf(spec.decoder).encoderModule);
  const TensorMap state = stateBelow(network, part + ".");
  std::vector<FoundEncoder> found = encodersIn(readWeights(spec.pretrained), spec.pretrained);
  std::erase_if(found, [&facts](const FoundEncoder& one) { return one.naming->family != facts.family; });
  if (found.empty()) {
    throw Error(spec.pretrained, "holds no encoder of the kind of " + std::string(facts.title), kRemedy);
  }
  const auto fitting = std::ranges::find_if(found, [&](const FoundEncoder& one) {
    return one.report.refusal.empty() && misfit(one.tensors, state, facts.title).empty();
  });
  const FoundEncoder& chosen = fitting == found.end() ? found.front() : *fitting;
  if (!chosen.report.refusal.empty()) throw Error(spec.pretrained, chosen.report.refusal, kRemedy);
  loadStateBelow(network, part, chosen.tensors, spec.pretrained);
}

}  // namespace macadam
