#pragma once

#include "methods/method.h"
#include "nn/tensor_file.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace macadam {

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

/// Builds a network from a checkpoint, or from the best one of a run folder.
/// @throws Error when the file holds no network of that name, or says of it what cannot be.
std::shared_ptr<Network> loadNetwork(const std::filesystem::path& checkpointOrRun, const std::string& name);

/// Names and specs of the networks in a checkpoint, read from its header.
/// @throws Error when one of them is none that Macadam can build.
std::vector<std::pair<std::string, NetworkSpec>> networksIn(const std::filesystem::path& checkpoint);

/// The checkpoint itself, or those of a run folder that networks are loaded from, the first choice first.
std::vector<std::filesystem::path> checkpointsOf(const std::filesystem::path& checkpointOrRun);

/// The checkpoint itself, or in a run folder the file that holds the network `name`: best, teachers, last.
std::filesystem::path findCheckpoint(const std::filesystem::path& checkpointOrRun, const std::string& name);

}  // namespace macadam
