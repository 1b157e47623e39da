#include "train/checkpoint_format.h"

#include "base/file_format.h"
#include "nn/safetensors.h"

#include <charconv>
#include <string>
#include <string_view>
#include <system_error>

namespace macadam {
namespace {

constexpr FileFormat<TensorFile> kCheckpointFormat{"a checkpoint"};
/// `format` alone is what PyTorch's programs write.
constexpr const char* kVersionNote = "macadam.format";

/// 0 where the text is none.
std::int64_t versionFrom(std::string_view text) {
  std::int64_t version = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), version);
  return error == std::errc() && end == text.data() + text.size() ? version : 0;
}

}  // namespace

TensorFile presentCheckpoint(TensorFile stored, const std::filesystem::path& path) {
  const auto stated = stored.metadata.extract(kVersionNote);
  kCheckpointFormat.bringUpToDate(stored, stated ? versionFrom(stated.mapped()) : 1, path.string());
  return stored;
}

TensorFile readCheckpoint(const std::filesystem::path& path) {
  return presentCheckpoint(readSafetensors(path), path);
}

TensorFile readCheckpointNotes(const std::filesystem::path& path) {
  return presentCheckpoint({.metadata = readSafetensorsMetadata(path)}, path);
}

void stateVersion(TensorFile& file) {
  if (kCheckpointFormat.version() > 1) file.metadata[kVersionNote] = std::to_string(kCheckpointFormat.version());
}

}  // namespace macadam
