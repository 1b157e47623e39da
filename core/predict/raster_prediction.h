#pragma once

#include "image/pixel_reading.h"
#include "predict/tiled_prediction.h"

#include <cstdint>
#include <filesystem>
#include <optional>

namespace macadam {

/// What is written of a prediction, as GeoTIFF; empty paths are not.
struct PredictionFiles {
  std::filesystem::path probability;  ///< 32-bit floats, 0 … 1; NaN, declared, where the picture has no data.
  std::filesystem::path mask;         ///< As in mask_file.h: 0 background, 255 road, 128, declared, without data.
};

struct RasterPredictionOptions {
  double threshold = 0.5;  ///< Above it a pixel is road.
  PixelReading reading;    ///< How the picture's values become colours: as in training.
  TilingOptions tiling;
};

/// @throws Error when the threshold or the tiling makes no sense.
void checkOptions(const RasterPredictionOptions& options);

struct RasterPrediction {
  cv::Size size;
  bool isGeoreferenced = false;
  std::int64_t roadPixels = 0;
  std::int64_t emptyPixels = 0;  ///< Without data.

  /// Of the pixels with data, 0 where there are none.
  double roadShare() const;
};

/// Predicts a picture file of any size into files that lie on the earth where it does.
///
/// Only tiles and a band of rows are held in memory. The files appear when they are complete: after a stop request
/// (then the result is empty) or an error there is nothing of them. `progress` counts tiles.
/// @throws Error naming the file that cannot be read or written.
std::optional<RasterPrediction> predictRaster(const std::filesystem::path& image, const PredictTile& predict,
                                              const PredictionFiles& files, const RasterPredictionOptions& options = {},
                                              const ProgressCallback& progress = {}, const std::stop_token& stop = {});

}  // namespace macadam
