#include "data/mask_check.h"

#include "base/error.h"
#include "image/file_end.h"
#include "image/mask_raster.h"
#include "image/same_ground.h"

#include <string>

namespace macadam {
namespace {

std::string text(cv::Size size) {
  return std::to_string(size.width) + "×" + std::to_string(size.height);
}

}  // namespace

void refuseCutShort(const std::filesystem::path& file) {
  if (!hasItsEnd(file)) {
    throw Error(file.string(), "ends too early", "it was cut short: copy, download or export it again");
  }
}

std::shared_ptr<const MaskFacts> lookAtMask(const std::filesystem::path& file, const Raster& image) {
  {
    const MaskRaster mask(file);
    refuseCutShort(file);
    if (mask.size() != image.size()) {
      throw Error(file.string(), "is " + text(mask.size()) + ", its image " + text(image.size()),
                  "re-export the mask at the size of the image");
    }
    const auto ofImage = image.georeference(), ofMask = mask.georeference();
    const std::string difference = ofImage && ofMask ? groundDifference(*ofImage, *ofMask, mask.size()) : "";
    if (!difference.empty()) throw Error(file.string(), difference, "export the mask on the grid of its image");
  }
  return factsOf(file);
}

}  // namespace macadam
