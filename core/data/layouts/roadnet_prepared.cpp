#include "data/layouts/pairing.h"
#include "image/raster.h"

#include <opencv2/core.hpp>

namespace macadam {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kImageEnd = "_image";

bool holds(const cv::Mat& rgb, const cv::Scalar& colour) {
  cv::Mat equal;
  cv::inRange(rgb, colour, colour, equal);
  return cv::countNonZero(equal) > 0;
}

/// Empty where the mask alone does not tell: white is background beside red, and road beside black.
std::optional<MaskCoding> codingOf(const fs::path& mask) {
  const Raster raster(mask);
  if (!raster.isColour()) return MaskCoding::Threshold;
  const cv::Mat rgb = raster.readRgb(raster.whole());
  if (holds(rgb, cv::Scalar(255, 0, 0))) return MaskCoding::RoadNetRed;
  if (holds(rgb, cv::Scalar(0, 0, 0))) return MaskCoding::Threshold;
  return std::nullopt;
}

/// Both codings are in use; the masks of one data set agree, so that the first telling one decides.
MaskRule ruleOf(const std::vector<Picture>& pictures) {
  for (const Picture& picture : pictures) {
    if (picture.mask.empty()) continue;
    try {
      if (const auto coding = codingOf(picture.mask)) return {.coding = *coding};
    } catch (const Error&) {  // an unreadable mask is reported where all of them are opened
    }
  }
  return {.coding = MaskCoding::RoadNetRed};
}

}  // namespace

/// `train_image/`, `train_segment/`, `test_image/`, `test_segment/`.
std::optional<Listing> listRoadNetPrepared(const fs::path& root) {
  Listing listing{.layout = "RoadNet, prepared tiles"};
  bool found = false;
  for (const fs::path& folder : foldersIn(root)) {
    const std::string name = folder.filename().string();
    if (!name.ends_with(kImageEnd)) continue;
    const std::string subset = name.substr(0, name.size() - kImageEnd.size());
    const fs::path masks = root / (subset + "_segment");
    if (originOf(subset) == Origin::Unassigned || !fs::is_directory(masks)) continue;
    addPairs(listing, folder, masks, MaskRule{}, originOf(subset));
    found = true;
  }
  if (!found) return std::nullopt;
  const MaskRule rule = ruleOf(listing.pictures);
  for (Picture& picture : listing.pictures) picture.maskRule = rule;
  return listing;
}

}  // namespace macadam
