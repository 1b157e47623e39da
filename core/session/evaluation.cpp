#include "session/evaluation.h"

#include "base/error.h"
#include "data/batch_source.h"
#include "image/image_store.h"
#include "predict/predictor.h"
#include "runs/run_store.h"
#include "session/evaluated_data.h"
#include "spec/run_spec_toml.h"
#include "spec/view_side.h"
#include "train/checkpoint.h"
#include "train/device.h"
#include "train/evaluate.h"
#include "train/phase_plan.h"

#include <torch/torch.h>

#include <limits>
#include <map>

namespace macadam {
namespace {

namespace fs = std::filesystem;

/// Reports each tile as it is asked for. One that cannot be read is given as a pixel of which nothing is known, which
/// counts nowhere, and its fault is kept.
class CountedTiles : public EvaluationTiles {
 public:
  CountedTiles(EvaluationTiles& tiles, const ProgressCallback& progress) : tiles_(tiles), progress_(progress) {}
  std::int64_t count() const override { return tiles_.count(); }
  std::string id(std::int64_t index) const override { return tiles_.id(index); }
  EvaluationTile tile(std::int64_t index) override {
    if (progress_) progress_(static_cast<std::size_t>(index + 1), static_cast<std::size_t>(count()));
    try {
      return tiles_.tile(index);
    } catch (const Error& error) {
      faults_.insert_or_assign(index, error.problems());
      return {id(index), torch::zeros({3, kBlankSide, kBlankSide}),
              torch::full({kBlankSide, kBlankSide}, kIgnore, torch::kUInt8)};
    }
  }

  /// The result over what could be read. @throws Error when that is nothing.
  EvaluationResult resultOf(std::vector<NetworkScore> scores, std::vector<Problem> unusable) const {
    EvaluationResult result{.unreadable = std::move(unusable)};
    for (const auto& [index, problems] : faults_) {
      result.unreadable.insert(result.unreadable.end(), problems.begin(), problems.end());
    }
    if (std::ssize(faults_) == count()) throw Error(result.unreadable);
    for (auto fault = faults_.rbegin(); fault != faults_.rend(); ++fault) {
      for (NetworkScore& score : scores) score.perSample.erase(score.perSample.begin() + fault->first);
    }
    for (std::int64_t i = 0; i < count(); ++i) {
      if (!faults_.contains(i)) result.sampleIds.push_back(id(i));
    }
    result.scores = std::move(scores);
    return result;
  }

 private:
  static constexpr std::int64_t kBlankSide = 32;

  EvaluationTiles& tiles_;
  const ProgressCallback& progress_;
  std::map<std::int64_t, std::vector<Problem>> faults_;
};

std::string textOf(EvaluationSubset subset) {
  switch (subset) {
    case EvaluationSubset::Validation:
      return "validation";
    case EvaluationSubset::Test:
      return "test";
    case EvaluationSubset::All:
      break;
  }
  return "labelled";
}

/// The tiles to count, and one problem for each that was asked for and cannot be counted.
struct Chosen {
  std::vector<Sample> samples;
  std::vector<Problem> unusable;
};

Chosen splitSamples(const Dataset& dataset, const std::vector<std::string>& ids) {
  Chosen chosen;
  for (const std::string& id : ids) {
    const Sample* sample = dataset.find(id);
    if (sample != nullptr && sample->hasMask()) {
      chosen.samples.push_back(*sample);
    } else {
      chosen.unusable.push_back({id,
                                 std::string("is in the run's split, but ") +
                                     (sample == nullptr ? "not in " + dataset.root.string() : "has no usable mask"),
                                 "restore the file"});
    }
  }
  return chosen;
}

Chosen declaredSamples(const Dataset& dataset, EvaluationSubset subset) {
  const Origin wanted = subset == EvaluationSubset::Test ? Origin::Test : Origin::Validation;
  Chosen chosen;
  for (const Sample& sample : dataset.samples) {
    if (subset != EvaluationSubset::All && sample.origin != wanted) continue;
    if (sample.hasMask()) chosen.samples.push_back(sample);
    if (!sample.refusedMask.empty()) {
      chosen.unusable.push_back({sample.refusedMask.string(), "cannot be used as the mask of " + sample.id,
                                 "`macadam-cli data check` says why"});
    }
  }
  return chosen;
}

std::vector<std::string> allNetworks(const fs::path& runOrCheckpoint) {
  std::vector<fs::path> files{runOrCheckpoint};
  if (fs::is_directory(runOrCheckpoint)) {
    const RunFolder run = openRun(runOrCheckpoint);
    files = {run.checkpoints() / kTeachersFile, run.bestCheckpoint()};
    std::erase_if(files, [](const fs::path& file) { return !fs::exists(file); });
    if (files.empty()) files = {run.lastCheckpoint()};
  }
  std::vector<std::string> names;
  for (const fs::path& file : files) {
    for (const auto& [name, spec] : networksIn(file)) names.push_back(name);
  }
  if (names.empty()) throw Error(files.front().string(), "holds no networks", "name a run or a checkpoint of Macadam");
  return names;
}

/// Whichever network is asked: those of a run are trained on pictures that are read alike, and on crops of one side.
Chosen chooseSamples(const EvaluationRequest& request, std::vector<std::string>& notes) {
  EvaluatedData data = openEvaluatedData(request);
  notes = std::move(data.notes);
  const std::string note =
      readAsTrained(data.dataset, trainedReading(request.runOrCheckpoint, request.networks.front()));
  if (!note.empty()) notes.push_back(note);
  Chosen chosen =
      data.splitIds ? splitSamples(data.dataset, *data.splitIds) : declaredSamples(data.dataset, request.subset);
  if (chosen.samples.empty() && !chosen.unusable.empty()) throw Error(chosen.unusable);
  if (chosen.samples.empty()) {
    std::vector<Problem> problems{{data.dataset.root.string(), "has no " + textOf(request.subset) + " tiles with masks",
                                   "take another --subset: validation, test or all"}};
    if (data.whyOther) problems.push_back(*std::move(data.whyOther));
    throw Error(std::move(problems));
  }
  return chosen;
}

std::int64_t viewSideOf(const EvaluationRequest& request) {
  const int cropSide = trainedCropSide(request.runOrCheckpoint, request.networks.front());
  return cropSide > 0 ? viewSide(cropSide) : std::numeric_limits<std::int64_t>::max() / 2;
}

std::vector<NamedNetwork> loadAll(const EvaluationRequest& request, const torch::Device& device) {
  std::vector<NamedNetwork> networks;
  for (const std::string& name : request.networks) {
    networks.push_back({name, loadNetwork(request.runOrCheckpoint, name)});
    networks.back().network->to(device);
  }
  return networks;
}

}  // namespace

EvaluationResult evaluateSaved(EvaluationRequest request, const ProgressCallback& progress) {
  if (!fs::exists(request.runOrCheckpoint)) {
    throw Error(request.runOrCheckpoint.string(), "does not exist", "name a run folder or a checkpoint");
  }
  const bool isRun = fs::is_directory(request.runOrCheckpoint);
  const torch::Device device = resolveDevice(request.device);
  const int runsThreads = isRun ? loadRunSpec(openRun(request.runOrCheckpoint).spec()).threads : 0;
  prepareThread(device, request.threads.value_or(runsThreads));
  if (request.networks.empty()) request.networks = allNetworks(request.runOrCheckpoint);
  ImageStore images(0);  // each tile is looked at once
  std::vector<std::string> notes;
  Chosen chosen = chooseSamples(request, notes);
  EvaluationSource source(std::move(chosen.samples), images);
  CountedTiles tiles(source, progress);
  EvaluationResult result = tiles.resultOf(
      evaluateNetworks(loadAll(request, device), tiles, device, viewSideOf(request)), std::move(chosen.unusable));
  result.notes = std::move(notes);
  return result;
}

}  // namespace macadam
