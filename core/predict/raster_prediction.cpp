#include "predict/raster_prediction.h"

#include "base/error.h"
#include "base/number_text.h"
#include "image/mask_file.h"
#include "image/raster.h"
#include "image/raster_writer.h"

#include <memory>
#include <string>

namespace macadam {
namespace {

std::unique_ptr<RasterWriter> openWriter(const std::filesystem::path& file, const Raster& picture,
                                         RasterContent content) {
  if (file.empty()) return nullptr;
  return std::make_unique<RasterWriter>(file, picture.size(), content, picture.georeference());
}

}  // namespace

void checkOptions(const RasterPredictionOptions& options) {
  checkTiling(options.tiling);
  if (options.threshold > 0.0 && options.threshold < 1.0) return;
  throw Error("threshold " + shortestText(options.threshold), "is not a probability between 0 and 1",
              "take 0.5, less to find more road, more to raise fewer false alarms");
}

std::optional<RasterPrediction> predictRaster(const std::filesystem::path& image, const PredictTile& predict,
                                              const PredictionFiles& files, const RasterPredictionOptions& options,
                                              const ProgressCallback& progress, const std::stop_token& stop) {
  checkOptions(options);
  const Raster picture(image);
  const auto probabilityWriter = openWriter(files.probability, picture, RasterContent::Probability);
  const auto maskWriter = openWriter(files.mask, picture, RasterContent::Mask);

  RasterPrediction result{.size = picture.size(), .isGeoreferenced = picture.georeference().has_value()};
  const auto write = [&](int top, const cv::Mat& probability) {
    const cv::Mat road = probability > options.threshold;
    static_assert(kStoredRoad == 255, "a comparison's true is 255");
    result.roadPixels += cv::countNonZero(road);
    if (probabilityWriter) probabilityWriter->write({0, top}, probability);
    if (maskWriter) maskWriter->write({0, top}, road);
  };
  const auto read = [&picture](const Window& window) { return picture.readRgb(window); };
  if (!predictTiled({picture.size(), read}, predict, write, options.tiling, progress, stop)) return std::nullopt;

  if (probabilityWriter) probabilityWriter->commit();
  if (maskWriter) maskWriter->commit();
  return result;
}

}  // namespace macadam
