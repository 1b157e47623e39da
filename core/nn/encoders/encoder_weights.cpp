#include "nn/encoders/encoder_weights.h"

#include "nn/encoders/vgg.h"
#include "nn/pretrained.h"
#include "spec/network_facts.h"

#include <torch/torch.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <vector>

namespace macadam {
namespace {

TensorMap without(TensorMap tensors, const std::vector<std::string_view>& prefixes) {
  std::erase_if(tensors, [&prefixes](const auto& item) {
    return std::ranges::any_of(prefixes, [&item](std::string_view prefix) { return item.first.starts_with(prefix); });
  });
  return tensors;
}

/// VGG-16-BN's layers in torchvision's one sequence `features`: convolution, BatchNorm and rectifier take three
/// places, the pooling at the end of a stage one.
TensorMap inStages(const TensorMap& vgg) {
  std::map<std::string, std::string> names;
  int place = 0;
  for (std::size_t stage = 0; stage < kVgg16Stages.size(); ++stage, ++place) {
    for (int layer = 0; layer < kVgg16Stages[stage].layers; ++layer, place += 3) {
      const std::string ours = std::to_string(stage) + "." + std::to_string(layer) + ".";
      names["features." + std::to_string(place)] = ours + "0";
      names["features." + std::to_string(place + 1)] = ours + "1";
    }
  }
  TensorMap renamed;
  for (const auto& [name, tensor] : vgg) {
    const std::size_t dot = name.rfind('.');
    const auto known = dot == std::string::npos ? names.end() : names.find(name.substr(0, dot));
    renamed.emplace(known == names.end() ? name : known->second + name.substr(dot), tensor);
  }
  return renamed;
}

/// Takes each convolution's bias off the running mean of the BatchNorm behind it.
TensorMap withBiasesFolded(TensorMap encoder) {
  constexpr std::string_view kBias = ".0.bias";
  for (auto item = encoder.begin(); item != encoder.end();) {
    const std::string& name = item->first;
    const auto mean = name.ends_with(kBias)
                          ? encoder.find(name.substr(0, name.size() - kBias.size()) + ".1.running_mean")
                          : encoder.end();
    if (mean == encoder.end() || mean->second.sizes() != item->second.sizes()) {
      ++item;
    } else {
      mean->second = mean->second - item->second;
      item = encoder.erase(item);
    }
  }
  return encoder;
}

/// The encoder's tensors in a file, by our names.
TensorMap encoderIn(TensorMap file, EncoderFamily family) {
  switch (family) {
    case EncoderFamily::ResNet:
      return without(std::move(file), {"fc."});
    case EncoderFamily::Vgg:
      return withBiasesFolded(inStages(without(std::move(file), {"classifier."})));
    case EncoderFamily::Mit:
      return without(std::move(file), {"head."});
    case EncoderFamily::EfficientNetLite:
      return without(std::move(file), {"conv_head.", "bn2.", "classifier."});
  }
  return file;
}

}  // namespace

void loadEncoder(torch::nn::Module& network, const NetworkSpec& spec) {
  const TensorMap encoder = encoderIn(readWeights(spec.pretrained).tensors, factsOf(spec.encoder).family);
  loadStateBelow(network, std::string(factsOf(spec.decoder).encoderModule), encoder, spec.pretrained);
}

}  // namespace macadam
