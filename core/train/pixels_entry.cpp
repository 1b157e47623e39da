#include "train/pixels_entry.h"

#include "nn/safetensors.h"

namespace macadam {
namespace {

constexpr const char* kPixelsKey = "pixels";

}  // namespace

void addPixels(TensorFile& file, const std::string& pixels) {
  if (!pixels.empty()) file.metadata[kPixelsKey] = pixels;
}

std::string pixelsIn(const TensorFile& file) {
  const auto found = file.metadata.find(kPixelsKey);
  return found == file.metadata.end() ? "" : found->second;
}

std::string pixelsIn(const std::filesystem::path& checkpoint) {
  return pixelsIn(TensorFile{.metadata = readSafetensorsMetadata(checkpoint)});
}

}  // namespace macadam
