#pragma once

#include "base/error.h"
#include "image/pixel_reading.h"
#include "image/pixel_survey.h"
#include "labels/mask_meaning.h"

#include <filesystem>
#include <optional>
#include <string>
#include <unordered_map>
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

/// Where it is known without a look at the masks what their values mean.
enum class MaskCoding {
  FromMasks,   ///< They are looked at (labels/mask_meaning.h).
  RoadNetRed,  ///< Exact red (255,0,0) is road, white is background, unless the masks contradict.
  Macadam,     ///< As image/mask_file.h writes them.
};

/// What a layout knows of its masks.
struct MaskRule {
  MaskCoding coding = MaskCoding::FromMasks;
  bool blankWhiteImageIsIgnored = false;  ///< Massachusetts: pure white image areas hold no data.

  bool operator==(const MaskRule&) const = default;
};

/// How a mask is read.
struct MaskReading {
  MaskValues values = macadamMaskValues();
  bool blankWhiteImageIsIgnored = false;

  bool operator==(const MaskReading&) const = default;
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
  MaskReading maskRule;
  PixelReading pixels;      ///< How the picture's values become colours.
  std::string scene;        ///< What the sample shows: equal for all that must not be trained on and measured on.
  std::string sceneByName;  ///< What names alone tell of it, the large picture that the sample was cut from; empty
                            ///< where that is the same.
  Origin origin = Origin::Unassigned;
  int width = 0;  ///< Of the sample, in pixels.
  int height = 0;
  std::optional<Window> window;

  bool hasMask() const { return !mask.empty(); }
};

/// The path below the data set's folder of the picture that a sample shows all or a window of.
std::string imageOf(const Sample& sample);

/// What a person decided about a data set beyond what its files say.
struct DataChoices {
  std::string maskValues;            ///< `data.mask_values`; empty leaves it to the project, then to the masks.
  bool acceptUnlikelyMasks = false;  ///< `data.accept_unlikely_masks`
  BandOrder bands{};                 ///< Shown as red, green and blue.
};

struct DataSpec;

DataChoices choicesOf(const DataSpec& spec);

/// What a folder holds, read from file names, headers, the pixels of the masks, and some of those of pictures of more
/// than 8 bits.
struct Dataset {
  std::filesystem::path root;
  std::string layout;                   ///< In words, for example `Massachusetts roads`.
  std::vector<Sample> samples;          ///< Sorted by id.
  std::vector<Problem> problems;        ///< What was left out or looks wrong; the samples are usable all the same.
  std::vector<std::string> passedOver;  ///< What else the folder holds, by kind, in words.
  MaskMeaning masks;                    ///< What the values of the masks mean, those edited in a project apart.
  /// What each mask file says, by its path; blank areas of the image are not counted.
  std::unordered_map<std::string, LabelCounts> labelCounts;
  bool acceptsUnlikelyMasks = false;  ///< Masks without road, or of more than half road, are right by a person's word.
  PixelSurvey pixels;                 ///< What the pictures hold; the samples are read by its reading.

  /// Nullptr when there is none of that id.
  const Sample* find(const std::string& id) const;
};

/// How the data set's pictures are read for a run that was trained by `trained`, and what to say about it, as the
/// survey of all of them decides it (image/pixel_survey.h). Where the run has other bands they are surveyed anew.
TrainedReading readingOfRun(const PixelReading& trained, const Dataset& dataset);

/// From here on every sample is read as a run's pictures were when it was trained, where they have its depth.
/// @return what to say about it, as readingOfRun.
std::string readAsTrained(Dataset& dataset, const PixelReading& trained);

/// Reads a folder in any known layout (layouts.h), pictures larger than 1.5 tiles cut into windows of `tileSize`, and
/// decides what the values of its masks mean. All masks are read once per process, so keep it off the window's thread.
/// @throws Error when the folder does not exist or holds no images.
Dataset openDataset(const std::filesystem::path& root, int tileSize, DataChoices choices = {});

/// The data set of a spec.
Dataset openDataset(const DataSpec& spec);

/// What may not be learned from, measured with or copied before a person has decided what the masks mean.
/// @throws Error with the question.
void refuseOpenMasks(const Dataset& dataset);

/// The problem of all masks together that label no road, or more than half of their pixels; none where that is
/// accepted.
std::optional<Problem> unlikelyMasks(const Dataset& dataset);

/// What the masks of some samples say together; each mask file counts once.
LabelCounts labelCountsOf(const Dataset& dataset, const std::vector<std::string>& ids);

}  // namespace macadam
