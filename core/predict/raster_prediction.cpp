#include "predict/raster_prediction.h"

#include "base/error.h"
#include "base/number_text.h"
#include "image/mask_file.h"
#include "image/prediction_mark.h"
#include "image/raster.h"
#include "image/raster_writer.h"

#include <limits>
#include <memory>
#include <string>

namespace macadam {
namespace {

std::unique_ptr<RasterWriter> openWriter(const std::filesystem::path& file, const Raster& picture,
                                         RasterContent content) {
  if (file.empty()) return nullptr;
  auto writer = std::make_unique<RasterWriter>(file, picture.size(), content, picture.georeference());
  writer->describe(kPredictionMark);
  return writer;
}

/// Nothing for a window without any data.
ReadWindow readerOf(const Raster& picture) {
  return [&picture](const Window& window) {
    const Pixels pixels = picture.read(window);
    const bool isEmpty = !pixels.noData.empty() && cv::countNonZero(pixels.noData) == window.width * window.height;
    return isEmpty ? cv::Mat() : pixels.rgb;
  };
}

cv::Mat emptyRows(const Raster& picture, int top, int count) {
  return picture.mayLackData() ? picture.read({0, top, picture.size().width, count}).noData : cv::Mat();
}

}  // namespace

double RasterPrediction::roadShare() const {
  const double withData = double(size.width) * size.height - double(emptyPixels);
  return withData > 0.0 ? double(roadPixels) / withData : 0.0;
}

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
  const Raster picture(image, options.reading);
  const auto probabilityWriter = openWriter(files.probability, picture, RasterContent::Probability);
  const auto maskWriter = openWriter(files.mask, picture, RasterContent::Mask);

  RasterPrediction result{.size = picture.size(), .isGeoreferenced = picture.georeference().has_value()};
  const auto write = [&](int top, const cv::Mat& rows) {
    cv::Mat probability = rows, road = rows > options.threshold;
    static_assert(kStoredRoad == 255, "a comparison's true is 255");
    if (const cv::Mat noData = emptyRows(picture, top, rows.rows); !noData.empty()) {
      probability = rows.clone();
      probability.setTo(std::numeric_limits<float>::quiet_NaN(), noData);
      road.setTo(kStoredIgnore, noData);
      result.emptyPixels += cv::countNonZero(noData);
    }
    result.roadPixels += cv::countNonZero(road == kStoredRoad);
    if (probabilityWriter) probabilityWriter->write({0, top}, probability);
    if (maskWriter) maskWriter->write({0, top}, road);
  };
  if (!predictTiled({picture.size(), readerOf(picture)}, predict, write, options.tiling, progress, stop)) {
    return std::nullopt;
  }

  if (probabilityWriter) probabilityWriter->commit();
  if (maskWriter) maskWriter->commit();
  return result;
}

}  // namespace macadam
