#pragma once

#include "base/input_file.h"
#include "nn/pickle.h"

#include <torch/types.h>

#include <map>
#include <string>

namespace macadam {

/// The two parts of a file by `torch.save`: the object, and where its storages' bytes lie.
struct PthArchive {
  PickleDocument document;
  std::map<std::string, ByteRange> storages;  ///< By the key that the object's tensors use.
};

/// What a tensor's pickle says of its storage.
struct PthStorage {
  std::string key;
  torch::ScalarType type = torch::kFloat32;
  std::int64_t elements = 0;

  std::uint64_t bytes() const { return static_cast<std::uint64_t>(elements) * torch::elementSize(type); }
};

/// True for the form that PyTorch wrote before 1.6 and still writes on request.
bool isLegacyPth(const InputFile& file);
bool isZipPth(const InputFile& file);
/// A zip archive with `data.pkl` and one entry per storage; PyTorch 1.6 and later.
PthArchive readZipPth(const InputFile& file);
/// Five pickles in a row and the storages behind them.
PthArchive readLegacyPth(const InputFile& file);

/// @throws Error when `id` does not refer to a storage of a known element type.
PthStorage storageOf(const PicklePersistentId& id, const InputFile& file);

}  // namespace macadam
