#include "train/pixels_entry.h"

#include "nn/safetensors.h"

namespace macadam {
namespace {

constexpr const char* kPixelsKey = "pixels";

}  // namespace

void addPixels(TensorFile& file, const std::string& pixels) {
  if (!pixels.empty()) file.metadata[kPixelsKey] = pixels;
}

std::string pixelsIn(const std::filesystem::path& checkpoint) {
  const auto metadata = readSafetensorsMetadata(checkpoint);
  const auto found = metadata.find(kPixelsKey);
  return found == metadata.end() ? "" : found->second;
}

}  // namespace macadam
