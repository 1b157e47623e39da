#include "train/checkpoint.h"

#include "base/error.h"
#include "nn/pretrained.h"
#include "nn/safetensors.h"
#include "train/phase_plan.h"

#include <torch/torch.h>

#include <charconv>

namespace macadam {
namespace {

constexpr const char* kNetworkKey = "network.";

template <typename Number>
std::string toText(Number value) {
  char buffer[64];
  const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value);  // shortest exact form
  return {buffer, end};
}

template <typename Number>
Number numberOf(const TensorFile& file, const std::string& key, const std::string& source) {
  const auto found = file.metadata.find(key);
  Number value{};
  if (found != file.metadata.end()) {
    const std::string& text = found->second;
    if (std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc()) return value;
  }
  throw Error(source, "does not say its " + key, "resume from a run's last.safetensors");
}

}  // namespace

void addModule(TensorFile& file, const std::string& name, const torch::nn::Module& module) {
  for (const auto& item : module.named_parameters())
    file.tensors.emplace(name + "/" + item.key(), item.value().detach());
  for (const auto& item : module.named_buffers()) file.tensors.emplace(name + "/" + item.key(), item.value());
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

void addPosition(TensorFile& file, const TrainingPosition& position) {
  file.metadata["format"] = "macadam checkpoint 1";
  file.metadata["phase"] = toText(position.phase);
  file.metadata["phase_iteration"] = toText(position.phaseIteration);
  file.metadata["phase_length"] = toText(position.phaseLength);
  file.metadata["iteration"] = toText(position.iteration);
  if (position.bestIou) file.metadata["best_iou"] = toText(*position.bestIou);
  file.metadata["evaluations_without_gain"] = toText(position.evaluationsWithoutGain);
  if (position.evaluationDue) file.metadata["evaluation_due"] = "yes";
  file.metadata["seconds"] = toText(position.seconds);
}

TrainingPosition positionOf(const TensorFile& file, const std::string& source) {
  TrainingPosition position;
  position.phase = numberOf<std::int64_t>(file, "phase", source);
  position.phaseIteration = numberOf<std::int64_t>(file, "phase_iteration", source);
  position.phaseLength = numberOf<std::int64_t>(file, "phase_length", source);
  position.iteration = numberOf<std::int64_t>(file, "iteration", source);
  if (file.metadata.contains("best_iou")) position.bestIou = numberOf<double>(file, "best_iou", source);
  position.evaluationsWithoutGain = numberOf<std::int64_t>(file, "evaluations_without_gain", source);
  position.evaluationDue = file.metadata.contains("evaluation_due");
  position.seconds = numberOf<double>(file, "seconds", source);
  return position;
}

std::shared_ptr<Network> loadNetwork(const std::filesystem::path& checkpointOrRun, const std::string& name) {
  const std::filesystem::path path = findCheckpoint(checkpointOrRun, name);
  const TensorFile file = readSafetensors(path);
  const auto spec = file.metadata.find(kNetworkKey + name);
  if (spec == file.metadata.end()) {
    throw Error(path.string(), "holds no network '" + name + "'", "take a checkpoint of a run that trains it");
  }
  std::shared_ptr<Network> network = makeNetwork(networkSpecFromText(spec->second), 0);
  loadState(*network, tensorsBelow(file.tensors, name), path.string());
  return network;
}

std::vector<std::pair<std::string, NetworkSpec>> networksIn(const std::filesystem::path& checkpoint) {
  std::vector<std::pair<std::string, NetworkSpec>> networks;
  for (const auto& [key, text] : readSafetensorsMetadata(checkpoint)) {
    if (key.starts_with(kNetworkKey)) {
      networks.emplace_back(key.substr(std::string_view(kNetworkKey).size()), networkSpecFromText(text));
    }
  }
  return networks;
}

std::filesystem::path findCheckpoint(const std::filesystem::path& checkpointOrRun, const std::string& name) {
  if (!std::filesystem::is_directory(checkpointOrRun)) return checkpointOrRun;
  for (const char* file : {"best.safetensors", kTeachersFile, "last.safetensors"}) {
    const std::filesystem::path path = checkpointOrRun / "checkpoints" / file;
    if (!std::filesystem::exists(path)) continue;
    if (readSafetensorsMetadata(path).contains(kNetworkKey + name)) return path;
  }
  throw Error(checkpointOrRun.string(), "holds no checkpoint with a network '" + name + "'",
              "train it first, or name another run");
}

}  // namespace macadam
