#include "train/checkpoint.h"

#include "base/error.h"
#include "nn/pretrained.h"
#include "spec/network_size.h"
#include "spec/validate.h"
#include "train/checkpoint_format.h"
#include "train/last_checkpoint.h"
#include "train/phase_plan.h"

#include <torch/torch.h>

namespace macadam {
namespace {

constexpr const char* kNetworkKey = "network.";

/// Before gigabytes are taken for a network that the file only claims to hold.
void requireSize(const TensorMap& tensors, const NetworkSpec& spec, const std::string& source) {
  std::int64_t held = 0;
  for (const auto& [name, tensor] : tensors) held += tensor.numel();
  if (held > 0 && approximateParameters(spec) <= 2 * held) return;
  throw Error(source, "says that it holds " + toText(spec) + ", but its tensors are none of such a network",
              "it is damaged: take another checkpoint");
}

/// What the notes of `source` say that a network is, checked before anything of its size is built.
NetworkSpec networkSpecOf(const std::string& key, const std::string& text, const std::string& source) {
  std::vector<Problem> problems;
  try {
    const NetworkSpec spec = networkSpecFromText(text);
    problems = validate(spec, key);
    if (problems.empty()) return spec;
  } catch (const Error& error) {
    problems = error.problems();
  }
  for (Problem& problem : problems) {
    problem = {source, "says " + key + " = '" + text + "': " + describe(problem),
               "it is damaged, or of a later Macadam: take another checkpoint"};
  }
  throw Error(std::move(problems));
}

}  // namespace

void addModule(TensorFile& file, const std::string& name, const torch::nn::Module& module) {
  for (const auto& [key, tensor] : stateOf(module)) file.tensors.emplace(name + "/" + key, tensor.detach());
}

void addNetwork(TensorFile& file, const SavedNetwork& saved) {
  file.metadata[kNetworkKey + saved.name] = toText(saved.spec);
  addModule(file, saved.name, *saved.network);
}

TensorMap tensorsBelow(const TensorMap& tensors, const std::string& prefix) {
  TensorMap below;
  const std::string start = prefix + "/";
  for (auto it = tensors.lower_bound(start); it != tensors.end() && it->first.starts_with(start); ++it) {
    below.emplace(it->first.substr(start.size()), it->second);
  }
  return below;
}

std::shared_ptr<Network> loadNetwork(const std::filesystem::path& checkpointOrRun, const std::string& name) {
  const std::filesystem::path path = findCheckpoint(checkpointOrRun, name);
  const TensorFile file = readCheckpoint(path);
  const auto spec = file.metadata.find(kNetworkKey + name);
  if (spec == file.metadata.end()) {
    throw Error(path.string(), "holds no network '" + name + "'", "take a checkpoint of a run that trains it");
  }
  const NetworkSpec chosen = networkSpecOf(spec->first, spec->second, path.string());
  const TensorMap tensors = tensorsBelow(file.tensors, name);
  requireSize(tensors, chosen, path.string());
  std::shared_ptr<Network> network = makeNetwork(chosen, 0);
  loadState(*network, tensors, path.string());
  return network;
}

std::vector<std::pair<std::string, NetworkSpec>> networksIn(const std::filesystem::path& checkpoint) {
  std::vector<std::pair<std::string, NetworkSpec>> networks;
  for (const auto& [key, text] : readCheckpointNotes(checkpoint).metadata) {
    if (key.starts_with(kNetworkKey)) {
      networks.emplace_back(key.substr(std::string_view(kNetworkKey).size()),
                            networkSpecOf(key, text, checkpoint.string()));
    }
  }
  return networks;
}

std::vector<std::filesystem::path> checkpointsOf(const std::filesystem::path& checkpointOrRun) {
  if (!std::filesystem::is_directory(checkpointOrRun)) return {checkpointOrRun};
  std::vector<std::filesystem::path> files;
  for (const char* file : {"best.safetensors", kTeachersFile, kLastFile}) {
    const std::filesystem::path path = checkpointOrRun / "checkpoints" / file;
    if (std::filesystem::exists(path)) files.push_back(path);
  }
  return files;
}

std::filesystem::path findCheckpoint(const std::filesystem::path& checkpointOrRun, const std::string& name) {
  if (!std::filesystem::is_directory(checkpointOrRun)) return checkpointOrRun;
  for (const std::filesystem::path& path : checkpointsOf(checkpointOrRun)) {
    if (readCheckpointNotes(path).metadata.contains(kNetworkKey + name)) return path;
  }
  throw Error(checkpointOrRun.string(), "holds no checkpoint with a network '" + name + "'",
              "train it first, or name another run");
}

}  // namespace macadam
