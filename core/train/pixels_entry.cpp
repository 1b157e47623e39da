#include "train/pixels_entry.h"

#include "base/error.h"
#include "base/number_text.h"
#include "train/checkpoint_format.h"

#include <cmath>
#include <optional>

namespace macadam {
namespace {

constexpr const char* kPixelsKey = "pixels";
constexpr const char* kCropSideKey = "crop_side";
constexpr double kLargestCropSide = 1 << 16;

}  // namespace

void addPixels(TensorFile& file, const std::string& pixels) {
  if (!pixels.empty()) file.metadata[kPixelsKey] = pixels;
}

std::string pixelsIn(const TensorFile& file) {
  const auto found = file.metadata.find(kPixelsKey);
  return found == file.metadata.end() ? "" : found->second;
}

std::string pixelsIn(const std::filesystem::path& checkpoint) {
  return pixelsIn(readCheckpointNotes(checkpoint));
}

void addCropSide(TensorFile& file, int cropSide) {
  file.metadata[kCropSideKey] = std::to_string(cropSide);
}

int cropSideIn(const std::filesystem::path& checkpoint) {
  const std::map<std::string, std::string> metadata = readCheckpointNotes(checkpoint).metadata;
  const auto found = metadata.find(kCropSideKey);
  if (found == metadata.end()) return 0;
  const std::optional<double> side = numberFromText(found->second);
  if (side && *side >= 1.0 && *side <= kLargestCropSide && std::floor(*side) == *side) return static_cast<int>(*side);
  throw Error(checkpoint.string(), "says that it was trained on crops of '" + found->second + "' pixels",
              "it is damaged, or of a later Macadam: take another checkpoint");
}

}  // namespace macadam
