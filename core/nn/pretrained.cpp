#include "nn/pretrained.h"

#include "base/error.h"
#include "nn/pth_reader.h"
#include "nn/safetensors.h"

#include <torch/torch.h>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

namespace macadam {
namespace {

bool isBatchCount(std::string_view name) {
  return name.ends_with("num_batches_tracked");
}

TensorMap stateBelow(const torch::nn::Module& module, std::string_view prefix) {
  TensorMap state = stateOf(module);
  std::erase_if(state, [prefix](const auto& item) { return !item.first.starts_with(prefix); });
  return state;
}

/// How given tensors differ from those of a module, by name.
struct LoadReport {
  std::vector<std::string> missing;     ///< The module's, not given. Old files lack `num_batches_tracked`: not counted.
  std::vector<std::string> unexpected;  ///< Given, not the module's.
  std::vector<std::string> misshaped;   ///< `name (3×64×3×3, here 3×32×3×3)`
};

std::string shapeOf(const torch::Tensor& tensor) {
  std::string shape;
  for (const std::int64_t size : tensor.sizes()) shape += (shape.empty() ? "" : "×") + std::to_string(size);
  return shape.empty() ? "a single number" : shape;
}

LoadReport compare(const TensorMap& wanted, const TensorMap& given) {
  LoadReport report;
  for (const auto& [name, tensor] : wanted) {
    const auto found = given.find(name);
    if (found == given.end()) {
      if (!isBatchCount(name)) report.missing.push_back(name);
    } else if (found->second.sizes() != tensor.sizes()) {
      report.misshaped.push_back(name + " (" + shapeOf(found->second) + ", here " + shapeOf(tensor) + ")");
    }
  }
  for (const auto& item : given) {
    if (!wanted.contains(item.first)) report.unexpected.push_back(item.first);
  }
  return report;
}

Problem problem(const std::string& source, const char* what, const std::vector<std::string>& names,
                const char* remedy) {
  constexpr std::size_t kMostNamed = 3;
  std::string list = what + std::string(" (") + std::to_string(names.size()) + "):";
  for (std::size_t i = 0; i < std::min(names.size(), kMostNamed); ++i) list += (i == 0 ? " " : ", ") + names[i];
  if (names.size() > kMostNamed) list += " and " + std::to_string(names.size() - kMostNamed) + " more";
  return {source, list, remedy};
}

void load(const TensorMap& state, const TensorMap& given, const std::string& source) {
  const LoadReport report = compare(state, given);
  std::vector<Problem> problems;
  if (!report.missing.empty()) {
    problems.push_back(
        problem(source, "lacks tensors of this network", report.missing, "name weights of the same network and depth"));
  }
  if (!report.unexpected.empty()) {
    problems.push_back(problem(source, "holds tensors that this network does not have", report.unexpected,
                               "name weights of the same network and depth"));
  }
  if (!report.misshaped.empty()) {
    problems.push_back(problem(source, "holds tensors of another shape", report.misshaped,
                               "set the network's width and depth to those of the weights"));
  }
  if (!problems.empty()) throw Error(std::move(problems));

  const torch::NoGradGuard noGrad;
  for (const auto& [name, tensor] : given) torch::Tensor(state.at(name)).copy_(tensor);
}

/// VGG-16-BN's layers in torchvision's one sequence `features`: convolution, BatchNorm and rectifier take three
/// places, the pooling at the end of a stage one.
TensorMap asSegNetEncoder(const TensorMap& vgg) {
  constexpr std::array<int, 5> kLayers{2, 2, 3, 3, 3};
  TensorMap renamed;
  std::map<std::string, std::string> names;
  int place = 0;
  for (std::size_t stage = 0; stage < kLayers.size(); ++stage, ++place) {
    for (int layer = 0; layer < kLayers[stage]; ++layer, place += 3) {
      const std::string ours = "down." + std::to_string(stage) + "." + std::to_string(layer) + ".";
      names["features." + std::to_string(place)] = ours + "0";
      names["features." + std::to_string(place + 1)] = ours + "1";
    }
  }
  for (const auto& [name, tensor] : vgg) {
    const std::size_t dot = name.rfind('.');
    const auto known = dot == std::string::npos ? names.end() : names.find(name.substr(0, dot));
    renamed.emplace(known == names.end() ? name : known->second + name.substr(dot), tensor);
  }
  return renamed;
}

/// Takes each convolution's bias off the running mean of the BatchNorm behind it.
void foldBiases(TensorMap& encoder) {
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
}

TensorMap withoutClassifier(TensorMap tensors, std::string_view prefix) {
  std::erase_if(tensors, [prefix](const auto& item) { return item.first.starts_with(prefix); });
  return tensors;
}

}  // namespace

TensorFile readWeights(const std::filesystem::path& path) {
  constexpr std::uint64_t kLengthBytes = 8;
  const InputFile file(path);
  const bool startsWithHeader = file.size() > kLengthBytes && file.text({kLengthBytes, 1}) == "{";
  if (startsWithHeader) return readSafetensors(path);
  return {.tensors = readPth(path)};
}

TensorMap stateOf(const torch::nn::Module& module) {
  TensorMap state;
  const auto add = [&state](const auto& items) {
    for (const auto& item : items) {
      if (item.value().defined()) state.emplace(item.key(), item.value());
    }
  };
  add(module.named_parameters());
  add(module.named_buffers());
  return state;
}

void loadState(torch::nn::Module& module, const TensorMap& tensors, const std::string& source) {
  load(stateOf(module), tensors, source);
}

void loadResNetEncoder(torch::nn::Module& network, const std::filesystem::path& weights) {
  TensorMap encoder;
  for (auto& [name, tensor] : withoutClassifier(readWeights(weights).tensors, "fc.")) {
    encoder.emplace("encoder." + name, std::move(tensor));
  }
  load(stateBelow(network, "encoder."), encoder, weights.string());
}

void loadVggEncoder(torch::nn::Module& network, const std::filesystem::path& weights) {
  TensorMap encoder = asSegNetEncoder(withoutClassifier(readWeights(weights).tensors, "classifier."));
  foldBiases(encoder);
  load(stateBelow(network, "down."), encoder, weights.string());
}

}  // namespace macadam
