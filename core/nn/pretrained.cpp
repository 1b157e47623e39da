#include "nn/pretrained.h"

#include "base/error.h"
#include "nn/pth_reader.h"
#include "nn/safetensors.h"

#include <torch/torch.h>

#include <algorithm>
#include <string_view>
#include <system_error>
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

std::filesystem::path fileIn(const std::filesystem::path& fileOrFolder) {
  std::error_code unknown;
  if (!std::filesystem::is_directory(fileOrFolder, unknown)) return fileOrFolder;
  for (const char* name : {"model.safetensors", "pytorch_model.bin"}) {
    if (std::filesystem::exists(fileOrFolder / name, unknown)) return fileOrFolder / name;
  }
  throw Error(fileOrFolder.string(), "holds neither model.safetensors nor pytorch_model.bin", "name a file of weights");
}

}  // namespace

TensorFile readWeights(const std::filesystem::path& fileOrFolder) {
  const std::filesystem::path path = fileIn(fileOrFolder);
  constexpr std::uint64_t kLengthBytes = 8;
  const InputFile file(path);
  const bool startsWithHeader = file.size() > kLengthBytes && file.text({kLengthBytes, 1}) == "{";
  if (startsWithHeader) return readSafetensors(path);
  return readPth(path);
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

void loadStateBelow(torch::nn::Module& network, const std::string& part, TensorMap tensors, const std::string& source) {
  const std::string prefix = part + ".";
  TensorMap renamed;
  for (auto& [name, tensor] : tensors) renamed.emplace(prefix + name, std::move(tensor));
  load(stateBelow(network, prefix), renamed, source);
}

}  // namespace macadam
