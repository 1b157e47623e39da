#include "nn/safetensors.h"

#include "base/atomic_file.h"
#include "base/input_file.h"
#include "nn/pth_archive.h"
#include "nn/safetensors_header.h"

#include <torch/torch.h>

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

namespace macadam {
namespace {

constexpr std::uint64_t kLengthBytes = 8;
constexpr std::uint64_t kLargestHeader = 100'000'000;  // the limit of the reference implementation
constexpr std::size_t kMostDimensions = 64;            // LibTorch's

constexpr std::array<std::pair<const char*, torch::ScalarType>, 10> kTypes{{{"F64", torch::kFloat64},
                                                                            {"F32", torch::kFloat32},
                                                                            {"F16", torch::kFloat16},
                                                                            {"BF16", torch::kBFloat16},
                                                                            {"I64", torch::kInt64},
                                                                            {"I32", torch::kInt32},
                                                                            {"I16", torch::kInt16},
                                                                            {"I8", torch::kInt8},
                                                                            {"U8", torch::kUInt8},
                                                                            {"BOOL", torch::kBool}}};

std::optional<torch::ScalarType> typeNamed(const std::string& name) {
  for (const auto& [known, type] : kTypes) {
    if (name == known) return type;
  }
  return std::nullopt;
}

std::optional<std::string> nameOf(torch::ScalarType type) {
  for (const auto& [name, known] : kTypes) {
    if (type == known) return name;
  }
  return std::nullopt;
}

struct Opened {
  SafetensorsHeader header;
  ByteRange data;
};

Opened readHeader(const InputFile& file, const std::filesystem::path& path) {
  if (isZipPth(file) || isLegacyPth(file)) {
    throw file.refused("is a PyTorch file (.pth), which holds weights but does not say of which network",
                       "name a run, or a checkpoint that Macadam wrote; weights for an encoder are named by "
                       "networks.student.pretrained");
  }
  std::uint64_t length = 0;
  if (file.size() < kLengthBytes) throw file.damaged("is too short for a safetensors file");
  file.read(0, &length, kLengthBytes);
  if (length > kLargestHeader) throw file.damaged("claims a safetensors header of more than 100 MB");
  const std::string json = file.text({kLengthBytes, length});
  const std::uint64_t dataOffset = kLengthBytes + length;
  return {parseSafetensorsHeader(json, path.string()), {dataOffset, file.size() - dataOffset}};
}

/// The tensors' places must cover the data from its first byte to its last, without holes or overlaps.
void checkPlaces(const Opened& opened, const InputFile& file) {
  std::vector<std::tuple<std::uint64_t, std::uint64_t, std::string>> places;
  for (const auto& [name, tensor] : opened.header.tensors) places.emplace_back(tensor.begin, tensor.end, name);
  std::sort(places.begin(), places.end());
  std::uint64_t expected = 0;
  for (const auto& [begin, end, name] : places) {
    if (begin != expected || end < begin)
      throw file.damaged("gives " + name + " a place that overlaps or leaves a gap");
    expected = end;
  }
  if (expected != opened.data.size) {
    throw file.damaged("holds " + std::to_string(opened.data.size) + " bytes of tensors where its header tells of " +
                       std::to_string(expected));
  }
}

torch::ScalarType checkedType(const std::string& name, const SafetensorsHeader::Tensor& tensor, const InputFile& file) {
  const std::optional<torch::ScalarType> type = typeNamed(tensor.type);
  if (!type) {
    throw file.refused("stores " + name + " as " + tensor.type + ", which Macadam does not read",
                       "convert it to F32 before saving");
  }
  const std::optional<std::int64_t> count = elementCount(tensor.shape);
  const std::uint64_t bytes = tensor.end - tensor.begin;
  if (!count || tensor.shape.size() > kMostDimensions ||
      static_cast<std::uint64_t>(*count) * torch::elementSize(*type) != bytes) {
    throw file.damaged("gives " + name + " a shape that does not fit its " + std::to_string(bytes) + " bytes");
  }
  return *type;
}

/// Wide elements first, as Python's `safetensors` does, so that every tensor lies at a multiple of its element size.
std::vector<std::pair<std::string, torch::Tensor>> inFileOrder(const TensorMap& tensors) {
  std::vector<std::pair<std::string, torch::Tensor>> ordered(tensors.begin(), tensors.end());
  std::stable_sort(ordered.begin(), ordered.end(),
                   [](const auto& a, const auto& b) { return a.second.element_size() > b.second.element_size(); });
  return ordered;
}

void checkWritable(const TensorMap& tensors, const std::string& source) {
  for (const auto& [name, tensor] : tensors) {
    const bool plain = tensor.defined() && tensor.layout() == torch::kStrided;
    if (plain && nameOf(tensor.scalar_type())) continue;
    throw Error(source, "cannot hold the tensor " + name + ": it is not a dense tensor of a plain number type",
                "convert it to float32 before saving");
  }
}

}  // namespace

TensorFile readSafetensors(const std::filesystem::path& path) {
  const InputFile file(path);
  Opened opened = readHeader(file, path);
  checkPlaces(opened, file);
  TensorFile contents;
  for (const auto& [name, tensor] : opened.header.tensors) {
    const torch::ScalarType type = checkedType(name, tensor, file);
    contents.tensors[name] = readTensor(file, opened.data.offset + tensor.begin, type, tensor.shape);
  }
  contents.metadata = std::move(opened.header.metadata);
  return contents;
}

std::map<std::string, std::string> readSafetensorsMetadata(const std::filesystem::path& path) {
  return readHeader(InputFile(path), path).header.metadata;
}

void writeSafetensors(const std::filesystem::path& path, const TensorFile& contents) {
  checkWritable(contents.tensors, path.string());
  const auto ordered = inFileOrder(contents.tensors);
  SafetensorsHeader header;
  header.metadata = contents.metadata;
  std::uint64_t end = 0;
  for (const auto& [name, tensor] : ordered) {
    const std::uint64_t begin = end;
    end += static_cast<std::uint64_t>(tensor.numel()) * tensor.element_size();
    header.tensors[name] = {*nameOf(tensor.scalar_type()), tensor.sizes().vec(), begin, end};
  }
  const std::string json = formatSafetensorsHeader(header, path.string());
  const std::uint64_t length = json.size();

  AtomicFile file(path);
  file.write(&length, kLengthBytes);
  file.write(json);
  for (const auto& item : ordered) {
    const torch::Tensor plain = item.second.detach().cpu().contiguous();
    file.write(plain.data_ptr(), plain.nbytes());
  }
  file.commit();
}

}  // namespace macadam
