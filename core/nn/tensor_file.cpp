#include "nn/tensor_file.h"

#include <torch/torch.h>

#include <algorithm>
#include <bit>
#include <limits>

namespace macadam {

static_assert(std::endian::native == std::endian::little, "weights files are little-endian");

std::optional<std::int64_t> elementCount(const std::vector<std::int64_t>& shape) {
  constexpr std::int64_t kLargest = std::numeric_limits<std::int64_t>::max() / 16;  // of the widest type, in bytes
  std::int64_t count = 1;
  bool empty = false;
  for (const std::int64_t size : shape) {
    if (size < 0) return std::nullopt;
    if (size == 0) {
      empty = true;
      continue;
    }
    if (count > kLargest / size) return std::nullopt;
    count *= size;
  }
  return empty ? 0 : count;
}

torch::Tensor readTensor(const InputFile& file, std::uint64_t offset, torch::ScalarType type,
                         const std::vector<std::int64_t>& shape) {
  torch::Tensor tensor = torch::empty(shape, type);
  file.read(offset, tensor.data_ptr(), tensor.nbytes());
  if (type == torch::kBool) {  // a C++ bool that is neither 0 nor 1 is undefined behaviour
    auto* bytes = static_cast<std::uint8_t*>(tensor.data_ptr());
    std::transform(bytes, bytes + tensor.numel(), bytes, [](std::uint8_t byte) { return byte != 0 ? 1 : 0; });
  }
  return tensor;
}

}  // namespace macadam
