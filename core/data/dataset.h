#pragma once

#include "base/error.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace macadam {

/// A rectangle of a larger picture, in pixels.
struct Window {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;

  bool operator==(const Window&) const = default;
};

/// How the pixels of a mask file say "road".
enum class MaskCoding {
  Threshold,   ///< Above 127 (DeepGlobe and CHN6-CUG: 128 and above) is road.
  RoadNetRed,  ///< Exact red (255,0,0) is road, white is background, the antialiased pink between them is ignored.
};

struct MaskRule {
  MaskCoding coding = MaskCoding::Threshold;
  int threshold = 127;                    ///< Values above it are road.
  bool blankWhiteImageIsIgnored = false;  ///< Massachusetts: pure white image areas hold no data.

  bool operator==(const MaskRule&) const = default;
};

/// The part of the data set a sample came from, where the layout says so.
enum class Origin { Unassigned, Training, Labelled, Unlabelled, Validation, Test };

/// One image, or one window of a large picture, with or without its mask.
struct Sample {
  std::string id;  ///< Unique in the data set and the same on every machine: the image's path below the root, with
                   ///< `#x,y` for a window.
  std::filesystem::path image;
  std::filesystem::path mask;         ///< Empty when there is none that can be used.
  std::filesystem::path refusedMask;  ///< The mask that cannot be used; a problem of the data set says why.
  MaskRule maskRule;
  std::string scene;  ///< The large picture that the sample was cut from; its own id when it stands alone.
  Origin origin = Origin::Unassigned;
  int width = 0;  ///< Of the sample, in pixels.
  int height = 0;
  std::optional<Window> window;

  bool hasMask() const { return !mask.empty(); }
};

/// What a folder holds, read from file names and headers; no pixels are decoded.
struct Dataset {
  std::filesystem::path root;
  std::string layout;             ///< In words, for example `Massachusetts roads`.
  std::vector<Sample> samples;    ///< Sorted by id.
  std::vector<Problem> problems;  ///< What was left out or looks wrong; the samples are usable all the same.

  /// Nullptr when there is none of that id.
  const Sample* find(const std::string& id) const;
};

/// Reads a folder in any known layout (layouts.h), pictures larger than 1.5 tiles cut into windows of `tileSize`.
/// @throws Error when the folder does not exist or holds no images.
Dataset openDataset(const std::filesystem::path& root, int tileSize);

}  // namespace macadam
