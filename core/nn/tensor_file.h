#pragma once

#include "base/input_file.h"

#include <torch/types.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace macadam {

using TensorMap = std::map<std::string, torch::Tensor>;

/// Named tensors with notes about them: what a weights file holds.
struct TensorFile {
  TensorMap tensors;
  std::map<std::string, std::string> metadata;
  std::vector<std::string> skipped = {};  ///< Objects of other kinds, `args (argparse.Namespace)`.
};

/// The number of elements of a shape; empty for negative sizes and for more elements than can be addressed.
std::optional<std::int64_t> elementCount(const std::vector<std::int64_t>& shape);

/// Reads a tensor's bytes, stored in C order, into memory of its own.
torch::Tensor readTensor(const InputFile& file, std::uint64_t offset, torch::ScalarType type,
                         const std::vector<std::int64_t>& shape);

}  // namespace macadam
