#include "predict/predictor.h"

#include "base/error.h"
#include "image/tensor_image.h"
#include "nn/blocks.h"
#include "nn/compat.h"
#include "predict/tiling.h"
#include "train/checkpoint.h"
#include "train/device.h"
#include "train/evaluate.h"

#include <opencv2/imgproc.hpp>
#include <torch/torch.h>

#include <algorithm>
#include <set>

namespace macadam {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> checkpointsOf(const fs::path& checkpointOrRun) {
  if (!fs::is_directory(checkpointOrRun)) return {checkpointOrRun};
  std::vector<fs::path> checkpoints;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(checkpointOrRun / "checkpoints", none)) {
    if (entry.path().extension() == ".safetensors") checkpoints.push_back(entry.path());
  }
  if (!checkpoints.empty()) return checkpoints;
  throw Error(checkpointOrRun.string(), "holds no checkpoint", "name a run that was trained, or a checkpoint file");
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

void requireNetwork(const fs::path& checkpointOrRun, const std::string& network) {
  const std::vector<std::string> names = networkNames(checkpointOrRun);
  if (std::ranges::find(names, network) != names.end()) return;
  if (names.empty()) {
    throw Error(checkpointOrRun.string(), "holds no networks", "name a checkpoint that Macadam wrote");
  }
  throw Error(checkpointOrRun.string(), "holds no network '" + network + "'",
              "choose one that it holds: " + joined(names));
}

cv::Mat paddedToSmallestTile(const cv::Mat& rgb) {
  const int right = std::max(0, kSmallestTile - rgb.cols);
  const int bottom = std::max(0, kSmallestTile - rgb.rows);
  if (right == 0 && bottom == 0) return rgb;
  cv::Mat padded;
  cv::copyMakeBorder(rgb, padded, 0, bottom, 0, right, cv::BORDER_REFLECT);
  return padded;
}

}  // namespace

struct Predictor::Loaded {
  std::shared_ptr<Network> network;
  torch::Device device;
};

Predictor::Predictor(const fs::path& checkpointOrRun, const std::string& network, const DeviceSpec& device,
                     int threads) {
  requireNetwork(checkpointOrRun, network);
  const torch::Device chosen = resolveDevice(device);
  prepareThread(chosen, threads);
  loaded_ = std::make_unique<Loaded>(Loaded{loadNetwork(checkpointOrRun, network), chosen});

  const torch::NoGradGuard noGrad;
  loaded_->network->eval();
  placeNetwork(*loaded_->network, chosen);
  foldNorms(*loaded_->network);
}

Predictor::~Predictor() = default;
Predictor::Predictor(Predictor&&) noexcept = default;
Predictor& Predictor::operator=(Predictor&&) noexcept = default;

cv::Mat Predictor::predict(const cv::Mat& rgb) {
  const c10::InferenceMode inference;
  try {
    const torch::Tensor image = toImageTensor(paddedToSmallestTile(rgb));
    const cv::Mat probability = toProbabilityMat(roadProbability(*loaded_->network, image, loaded_->device));
    return probability(cv::Rect(0, 0, rgb.cols, rgb.rows));
  } catch (const std::exception& failure) {
    if (!isOutOfMemory(failure)) throw;
    throw Error("a picture of " + std::to_string(rgb.cols) + "×" + std::to_string(rgb.rows),
                "does not fit into the memory of " + describe(loaded_->device), "predict it in smaller tiles");
  }
}

std::string Predictor::device() const {
  return describe(loaded_->device);
}

std::vector<std::string> networkNames(const fs::path& checkpointOrRun) {
  std::set<std::string> names;
  for (const fs::path& checkpoint : checkpointsOf(checkpointOrRun)) {
    for (const auto& [name, spec] : networksIn(checkpoint)) names.insert(name);
  }
  return {names.begin(), names.end()};
}

}  // namespace macadam
