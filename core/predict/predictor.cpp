#include "predict/predictor.h"

#include "base/error.h"
#include "image/tensor_image.h"
#include "nn/blocks.h"
#include "nn/compat.h"
#include "runs/run_store.h"
#include "spec/run_spec_toml.h"
#include "spec/view_side.h"
#include "train/checkpoint.h"
#include "train/device.h"
#include "train/evaluate.h"
#include "train/pixels_entry.h"

#include <torch/torch.h>

#include <algorithm>
#include <set>

namespace macadam {
namespace {

namespace fs = std::filesystem;

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
  cropSide_ = trainedCropSide(checkpointOrRun, network);
  if (cropSide_ > 0) viewSide_ = viewSide(cropSide_);

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
    const int side = viewSide_ > 0 ? viewSide_ : std::max(rgb.cols, rgb.rows);
    return toProbabilityMat(roadProbabilityByWindows(*loaded_->network, toImageTensor(rgb), loaded_->device, side));
  } catch (const std::exception& failure) {
    if (!isOutOfMemory(failure)) throw;
    throw Error("a picture of " + std::to_string(rgb.cols) + "×" + std::to_string(rgb.rows),
                "does not fit into the memory of " + describe(loaded_->device), "predict it in smaller tiles");
  }
}

std::string Predictor::device() const {
  return describe(loaded_->device);
}

PixelReading trainedReading(const fs::path& checkpointOrRun, const std::string& network) {
  const fs::path checkpoint = findCheckpoint(checkpointOrRun, network);
  const std::string text = pixelsIn(checkpoint);
  if (text.empty()) return {};
  if (const std::optional<PixelReading> reading = readingFromText(text)) return *reading;
  throw Error(checkpoint.string(), "says how its pictures were read in a form that is not known, " + text,
              "open it with the version of Macadam that wrote it, or a newer one");
}

int trainedCropSide(const fs::path& checkpointOrRun, const std::string& network) {
  const fs::path checkpoint = findCheckpoint(checkpointOrRun, network);
  if (const int side = cropSideIn(checkpoint); side > 0) return side;
  const fs::path run = fs::absolute(checkpoint).parent_path().parent_path();
  return fs::exists(run / "run.toml") ? loadRunSpec(openRun(run).spec()).data.tileSize : 0;
}

std::vector<std::string> networkNames(const fs::path& checkpointOrRun) {
  const std::vector<fs::path> checkpoints = checkpointsOf(checkpointOrRun);
  if (checkpoints.empty()) {
    throw Error(checkpointOrRun.string(), "holds no checkpoint", "name a run that was trained, or a checkpoint file");
  }
  std::set<std::string> names;
  for (const fs::path& checkpoint : checkpoints) {
    for (const auto& [name, spec] : networksIn(checkpoint)) names.insert(name);
  }
  return {names.begin(), names.end()};
}

}  // namespace macadam
