#include "image/pixel_survey.h"

#include "base/number_text.h"
#include "base/parallel.h"
#include "image/opencv_threads.h"
#include "image/picture_bands.h"
#include "image/raster.h"
#include "image/sample_windows.h"

#include <opencv2/core.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>

namespace macadam {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostPictures = 512;
constexpr double kMostPixels = 2 << 20;
constexpr double kHighShare = 0.98;
constexpr double kCollarShare = 0.05;

using Values = std::array<std::vector<float>, 3>;

/// What the header of one picture says, and its values where they are measured.
struct Looked {
  bool isReadable = false;
  bool isDeep = false;
  bool hasUnnamedBands = false;
  double pixels = 0.0;
  Values values;
  std::int64_t impossible = 0;
  std::int64_t seen = 0;   ///< Pixels with data.
  std::int64_t black = 0;  ///< Of these, 0 in all bands.

  bool hasCollar() const { return double(black) > kCollarShare * double(seen); }
};

/// Every `step`th pixel. Black in all bands is a collar more often than a measurement: it says nothing about
/// brightness.
void addValues(const cv::Mat& pixels, double step, double& next, Looked& looked) {
  const int channels = pixels.channels();
  const auto count = static_cast<double>(pixels.total());
  for (; next < count; next += step) {
    const auto index = static_cast<std::size_t>(next);
    const float* pixel = pixels.ptr<float>(static_cast<int>(index / pixels.cols)) + index % pixels.cols * channels;
    if (!std::all_of(pixel, pixel + channels, [](float value) { return std::isfinite(value); })) continue;
    ++looked.seen;
    if (std::all_of(pixel, pixel + channels, [](float value) { return value == 0.0f; })) {
      ++looked.black;
      continue;
    }
    for (int i = 0; i < 3; ++i) looked.values[i].push_back(pixel[channels == 3 ? i : 0]);
  }
  next -= count;
}

/// More colours than three, or two, of which the file does not say what they are; a tag of alpha that the values belie
/// says nothing about the others.
bool hasUnnamedBands(const Raster& raster) {
  if (raster.bandCount() != 2 && raster.bandCount() < 4) return false;
  const bool hasAlpha = raster.hasAlpha();
  if (raster.bands().alphaIsTagged && !hasAlpha) return true;
  const int colours = raster.bandCount() - (hasAlpha ? 1 : 0);
  return !raster.bands().areNamed && (colours == 2 || colours > 3);
}

Looked lookAtHeader(const fs::path& picture, const BandOrder& bands) {
  Looked looked;
  try {
    const Raster raster(picture, {.bands = bands});
    looked.isReadable = true;
    looked.isDeep = raster.isDeep();
    looked.pixels = double(raster.size().width) * raster.size().height;
    looked.hasUnnamedBands = bands == BandOrder{} && hasUnnamedBands(raster);
  } catch (const Error&) {  // said where it is opened
  }
  return looked;
}

/// @param share of all pixels that is looked at.
void measure(const fs::path& picture, const BandOrder& bands, double share, Looked& looked) {
  try {
    const Raster raster(picture, {.bands = bands});
    const std::vector<Window> windows = sampleWindows(raster.size());
    double shown = 0.0;
    for (const Window& window : windows) shown += double(window.width) * window.height;
    const double step = std::max(1.0, shown / std::max(1.0, share * looked.pixels));
    double next = 0.0;
    for (const Window& window : windows) addValues(raster.readValues(window, looked.impossible), step, next, looked);
  } catch (const Error&) {
    looked.isReadable = false;
  }
}

/// Pictures of more than 8 bits, not more than can be measured quickly.
std::vector<std::size_t> chooseDeep(const std::vector<Looked>& looked) {
  std::vector<std::size_t> deep;
  for (std::size_t i = 0; i < looked.size(); ++i) {
    if (looked[i].isDeep) deep.push_back(i);
  }
  if (deep.size() <= kMostPictures) return deep;
  std::vector<std::size_t> spread;
  for (std::size_t i = 0; i < kMostPictures; ++i) spread.push_back(deep[i * deep.size() / kMostPictures]);
  return spread;
}

bool areWholeSteps(const Values& values, float stepsPerUnit) {
  return std::ranges::all_of(values, [stepsPerUnit](const std::vector<float>& band) {
    return std::ranges::all_of(band, [stepsPerUnit](float value) {
      const float steps = value * stepsPerUnit;
      return std::abs(steps - std::rint(steps)) < 1e-3f;
    });
  });
}

bool liesWithin(const Values& values, float highest) {
  return std::ranges::all_of(values, [highest](const std::vector<float>& band) {
    return std::ranges::all_of(band, [highest](float value) { return value >= 0.0f && value <= highest; });
  });
}

/// @param high the 98th percentile of the brightest band.
PixelReading::Ranges rangesFor(Values& values, double high) {
  if (liesWithin(values, 1.0f) && (high > 0.5 || areWholeSteps(values, 255.0f))) return kFractions;
  if (liesWithin(values, 255.0f) && (high > 127.5 || areWholeSteps(values, 1.0f))) return kEightBits;
  PixelReading::Ranges ranges;
  for (std::size_t i = 0; i < ranges.size(); ++i) ranges[i] = percentileRange(values[i]);
  return ranges;
}

/// One remark for all pictures of which `isOne` holds; the first is named.
void remark(PixelSurvey& survey, const std::vector<fs::path>& pictures, const std::vector<Looked>& looked, auto isOne,
            const std::string& what, const std::string& remedy) {
  const auto first = std::ranges::find_if(looked, isOne);
  if (first == looked.end()) return;
  const auto count = static_cast<std::size_t>(std::ranges::count_if(looked, isOne));
  survey.remarks.push_back({pictures[static_cast<std::size_t>(first - looked.begin())].string(),
                            (count == 1 ? "" : "and " + counted(count - 1, "picture") + " more: ") + what, remedy});
}

}  // namespace

PixelSurvey surveyPixels(const std::vector<fs::path>& pictures, const BandOrder& bands, int workers) {
  std::vector<Looked> looked(pictures.size());
  parallelFor(looked.size(), workers, [&](std::size_t i) { looked[i] = lookAtHeader(pictures[i], bands); });
  const std::vector<std::size_t> deep = chooseDeep(looked);
  double pixels = 0.0;
  for (const std::size_t i : deep) pixels += looked[i].pixels;
  parallelFor(deep.size(), workers, [&](std::size_t i) {
    keepOpenCvOnCallingThread();
    measure(pictures[deep[i]], bands, std::min(1.0, kMostPixels / pixels), looked[deep[i]]);
  });

  PixelSurvey survey{.reading = {.bands = bands, .ranges = kEightBits}};
  survey.deepPictures = static_cast<std::size_t>(std::ranges::count_if(looked, &Looked::isDeep));
  Values values;
  for (const std::size_t i : deep) {
    for (std::size_t b = 0; b < values.size(); ++b) {
      values[b].insert(values[b].end(), looked[i].values[b].begin(), looked[i].values[b].end());
    }
  }
  if (!values[0].empty()) {
    for (std::vector<float>& band : values) survey.high = std::max(survey.high, double(percentile(band, kHighShare)));
    survey.reading.ranges = rangesFor(values, survey.high);
  }
  remark(
      survey, pictures, looked, [](const Looked& one) { return one.impossible > 0; },
      "holds values such as -9999 in all bands without declaring them as \"no data\"; they are taken as such",
      "declare them, for example with gdal_edit.py -a_nodata -9999");
  remark(
      survey, pictures, looked, [](const Looked& one) { return one.hasCollar(); },
      "holds 0 in all bands on more than a twentieth of its ground, without declaring it as \"no data\"; it is taken "
      "as "
      "black ground",
      "declare it where it is none, for example with gdal_edit.py -a_nodata 0");
  remark(
      survey, pictures, looked, [](const Looked& one) { return one.hasUnnamedBands; },
      "has bands beyond red, green and blue, or fewer; those that the file names so are taken, otherwise the first",
      "choose others where the colours are wrong, with data.bands or predict --bands, for example 3,2,1");
  return survey;
}

std::string describe(const PixelSurvey& survey) {
  const std::string bands = survey.reading.bands == BandOrder{} ? "" : "; bands " + toText(survey.reading.bands);
  if (survey.deepPictures == 0) return "8 bits a channel" + bands;
  const std::string deep = counted(survey.deepPictures, "picture") + " of more than 8 bits a channel: ";
  const PixelReading::Ranges& ranges = *survey.reading.ranges;
  if (ranges == kEightBits) return deep + "values from 0 to 255, taken as they are" + bands;
  if (ranges == kFractions) return deep + "fractions from 0 to 1, taken as they are" + bands;
  return deep + "values " + describe(ranges) + " become black to white in all of them" + bands;
}

}  // namespace macadam
