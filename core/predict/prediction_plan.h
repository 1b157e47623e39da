#pragma once

#include "base/error.h"
#include "image/pixel_reading.h"
#include "predict/raster_prediction.h"

#include <filesystem>
#include <map>
#include <vector>

namespace macadam {

/// Pictures and folders as a person named them; of folders the pictures in them.
/// @throws Error for what does not exist and for folders without pictures.
std::vector<std::filesystem::path> picturesToPredict(const std::vector<std::filesystem::path>& given);

/// Where predictions go and of what kind they are.
struct PredictionOutput {
  std::filesystem::path folder;
  bool mask = true;
  bool probability = false;
};

/// A picture, and what is written of it.
struct PlannedPrediction {
  std::filesystem::path image;
  PredictionFiles files;
};

struct PredictionPlan {
  std::vector<PlannedPrediction> pictures;
  std::vector<Problem> problems;                ///< Which pictures cannot be predicted into that folder.
  std::vector<std::filesystem::path> existing;  ///< Files that would be replaced.
};

/// Names the files: `NAME_mask.tif` and `NAME_probability.tif`.
PredictionPlan planPredictions(const std::vector<std::filesystem::path>& pictures, const PredictionOutput& output);

/// How pictures are read for a network, and what to say about it.
struct PredictionReadings {
  std::map<std::filesystem::path, PixelReading> byPicture;
  std::vector<Problem> notes;  ///< Nothing to mend first.
};

/// As in training, where the pictures allow it; all pictures of a depth alike.
PredictionReadings readingsFor(const PixelReading& trained, const std::vector<std::filesystem::path>& pictures);

}  // namespace macadam
