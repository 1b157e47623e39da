#pragma once

#include "methods/method.h"
#include "nn/tensor_file.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace macadam {

/// Where a run stands. Random streams and batches are functions of the seed and of these counters, so that they
/// and the tensors are all that a resumed run needs.
struct TrainingPosition {
  std::int64_t phase = 0;           ///< Index of the phase in the plan.
  std::int64_t phaseIteration = 0;  ///< Iterations done in it.
  std::int64_t phaseLength = 0;     ///< Iterations that it was planned with when it was last trained.
  std::int64_t iteration = 0;       ///< Iterations done in the run.
  std::optional<double> bestIou;    ///< Best validation IoU of the phase so far.
  std::int64_t evaluationsWithoutGain = 0;
  bool evaluationDue = false;  ///< The evaluation of the last iteration was cut short.
  double seconds = 0.0;        ///< Training time so far.

  bool operator==(const TrainingPosition&) const = default;
};

/// A network as a checkpoint keeps it: tensors `name/parameter`, and its spec in the metadata as `network.name`,
/// so that the file can be opened alone.
struct SavedNetwork {
  std::string name;
  NetworkSpec spec;
  std::shared_ptr<Network> network;
};

void addNetwork(TensorFile& file, const SavedNetwork& saved);
/// Parameters and buffers of any module as `name/…`.
void addModule(TensorFile& file, const std::string& name, const torch::nn::Module& module);
/// The tensors below `prefix/`, without it.
TensorMap tensorsBelow(const TensorMap& tensors, const std::string& prefix);

void addPosition(TensorFile& file, const TrainingPosition& position);
/// @throws Error when the file was not written as a resumable checkpoint.
TrainingPosition positionOf(const TensorFile& file, const std::string& source);

/// Builds a network from a checkpoint, or from the best one of a run folder.
/// @throws Error when the file holds no network of that name.
std::shared_ptr<Network> loadNetwork(const std::filesystem::path& checkpointOrRun, const std::string& name);

/// Names and specs of the networks in a checkpoint, read from its header.
std::vector<std::pair<std::string, NetworkSpec>> networksIn(const std::filesystem::path& checkpoint);

/// The checkpoint itself, or in a run folder the file that holds the network `name`: best, teachers, last.
std::filesystem::path findCheckpoint(const std::filesystem::path& checkpointOrRun, const std::string& name);

}  // namespace macadam
