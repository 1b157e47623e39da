#include "labels/mask_facts.h"

#include "base/mutex.h"
#include "image/file_version.h"
#include "image/mask_raster.h"
#include "image/opencv_threads.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <unordered_map>

namespace macadam {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostValues = 1024;
constexpr std::size_t kMostRemembered = 4 << 20;  ///< Values over all files: 100 MB.
constexpr int kPixelsAtOnce = 4 << 20;
constexpr std::uint8_t kOpaque = 128;

/// Counts the pixels of a file window by window.
class Counter {
 public:
  /// What a decision may hang on is counted however many values there are.
  explicit Counter(MaskFacts& facts) : facts_(facts) {
    numbers_[0.0] = 0;
    if (facts.declaredNoData) numbers_[facts.declaredNoData->number] = 0;
  }

  void add(const MaskPixels& pixels) {
    facts_.pixels += pixels.values.total();
    for (int y = 0; y < pixels.values.rows; ++y) {
      const std::uint8_t* noData = pixels.noData.empty() ? nullptr : pixels.noData.ptr(y);
      const std::uint8_t* alpha = pixels.alpha.empty() ? nullptr : pixels.alpha.ptr(y);
      if (pixels.values.type() == CV_8UC1)
        addBytes(pixels.values.ptr(y), pixels.values.cols, noData, alpha);
      else if (pixels.values.type() == CV_8UC3)
        addColours(pixels.values.ptr<cv::Vec3b>(y), pixels.values.cols, noData, alpha);
      else
        addNumbers(pixels.values.ptr<double>(y), pixels.values.cols, noData, alpha);
    }
  }

  void finish() {
    for (std::size_t value = 0; value < bytes_.size(); ++value) count({double(value), false}, bytes_[value]);
    for (const auto& [colour, pixels] : colours_) {
      const bool isGrey = (colour >> 16) == (colour & 0xff) && (colour >> 8 & 0xff) == (colour & 0xff);
      count({double(isGrey ? colour & 0xff : colour), !isGrey}, pixels);
    }
    for (const auto& [number, pixels] : numbers_) count({number, false}, pixels);
    std::ranges::sort(facts_.values);
  }

 private:
  /// Whether a pixel has a value to count.
  bool counts(const std::uint8_t* noData, const std::uint8_t* alpha, int x) {
    if (noData != nullptr && noData[x] != 0) {
      ++facts_.empty;
      return false;
    }
    if (alpha != nullptr && alpha[x] < kOpaque) {
      ++facts_.transparent;
      return false;
    }
    return true;
  }

  void addBytes(const std::uint8_t* row, int width, const std::uint8_t* noData, const std::uint8_t* alpha) {
    if (noData == nullptr && alpha == nullptr) {
      for (int x = 0; x < width; ++x) ++bytes_[row[x]];
      return;
    }
    for (int x = 0; x < width; ++x) {
      if (counts(noData, alpha, x)) ++bytes_[row[x]];
    }
  }

  void addColours(const cv::Vec3b* row, int width, const std::uint8_t* noData, const std::uint8_t* alpha) {
    for (int x = 0; x < width; ++x) {
      if (!counts(noData, alpha, x)) continue;
      const std::uint32_t colour = colourOf(row[x]);
      if (lastColourCount_ == nullptr || colour != lastColour_) lastColourCount_ = slot(colours_, colour);
      lastColour_ = colour;
      ++*lastColourCount_;
    }
  }

  /// Of JPEG, colours that hardly differ are one: there are thousands of them.
  std::uint32_t colourOf(const cv::Vec3b& rgb) const {
    const std::uint32_t colour = rgb[0] << 16 | rgb[1] << 8 | rgb[2];
    const bool isGrey = rgb[0] == rgb[1] && rgb[1] == rgb[2];
    return facts_.isLossy && !isGrey ? colour & 0xf8f8f8 : colour;
  }

  void addNumbers(const double* row, int width, const std::uint8_t* noData, const std::uint8_t* alpha) {
    for (int x = 0; x < width; ++x) {
      if (!counts(noData, alpha, x)) continue;
      const double number = row[x] + 0.0;  // no negative zero
      if (number != std::trunc(number)) {
        addFraction(number);
        continue;
      }
      if (lastNumberCount_ == nullptr || number != lastNumber_) lastNumberCount_ = slot(numbers_, number);
      lastNumber_ = number;
      ++*lastNumberCount_;
    }
  }

  void addFraction(double number) {
    if (facts_.declaredNoData && facts_.declaredNoData->number == number) {
      ++facts_.noData;
      return;
    }
    if (facts_.fractions == 0) facts_.lowestFraction = facts_.highestFraction = number;
    facts_.lowestFraction = std::min(facts_.lowestFraction, number);
    facts_.highestFraction = std::max(facts_.highestFraction, number);
    ++facts_.fractions;
    facts_.fractionsOfOne.add(number, 1.0, 1);
    facts_.fractionsOf255.add(number, 255.0, 1);
  }

  /// Where to count a value; beyond the largest number of values all further ones go together.
  template <typename Counts, typename Key>
  std::uint64_t* slot(Counts& counts, Key key) {
    const auto found = counts.find(key);
    if (found != counts.end()) return &found->second;
    return counts.size() < kMostValues ? &counts[key] : &facts_.uncounted;
  }

  void count(const MaskValue& value, std::uint64_t pixels) {
    if (pixels == 0) return;
    if (facts_.declaredNoData == value)
      facts_.noData += pixels;
    else
      facts_.values.emplace_back(value, pixels);
  }

  MaskFacts& facts_;
  std::array<std::uint64_t, 256> bytes_{};
  std::unordered_map<std::uint32_t, std::uint64_t> colours_;
  std::unordered_map<double, std::uint64_t> numbers_;
  std::uint32_t lastColour_ = 0;
  double lastNumber_ = 0.0;
  std::uint64_t* lastColourCount_ = nullptr;  // pixels of one value mostly lie beside each other
  std::uint64_t* lastNumberCount_ = nullptr;
};

MaskFacts countFile(const fs::path& mask) {
  const MaskRaster raster(mask);
  MaskFacts facts{.declaredNoData = raster.declaredNoData(),
                  .palette = raster.palette(),
                  .names = raster.names(),
                  .isColour = raster.isColour(),
                  .hasAlpha = raster.hasAlpha(),
                  .isLossy = raster.isLossy(),
                  .isMinIsWhite = raster.isMinIsWhite()};
  Counter counter(facts);
  const cv::Size size = raster.size();
  const int rows = std::max(1, kPixelsAtOnce / size.width);
  for (int y = 0; y < size.height; y += rows) {
    counter.add(raster.read({0, y, size.width, std::min(rows, size.height - y)}));
  }
  counter.finish();
  return facts;
}

struct Remembered {
  std::string version;
  std::shared_ptr<const MaskFacts> facts;
};

}  // namespace

void BrightnessCounts::add(double value, double scale, std::uint64_t pixels) {
  (value <= scale / 4 ? dark : value >= scale * 3 / 4 ? bright : middle) += pixels;
  if (value > scale / 2) aboveHalf += pixels;
}

BrightnessCounts& BrightnessCounts::operator+=(const BrightnessCounts& other) {
  dark += other.dark;
  middle += other.middle;
  bright += other.bright;
  aboveHalf += other.aboveHalf;
  return *this;
}

LabelCounts& LabelCounts::operator+=(const LabelCounts& other) {
  road += other.road;
  background += other.background;
  unknown += other.unknown;
  return *this;
}

LabelCounts countLabels(const MaskFacts& facts, const MaskValues& values) {
  LabelCounts counts;
  const auto add = [&](Label label, std::uint64_t pixels) {
    (label == Label::Road ? counts.road : label == Label::Unknown ? counts.unknown : counts.background) += pixels;
  };
  if (values.others == MaskValues::Others::Alpha) {
    add(facts.hasAlpha ? Label::Road : Label::Unknown, facts.pixels - facts.transparent - facts.empty);
    add(Label::Background, facts.transparent);
    add(Label::Unknown, facts.empty);
    return counts;
  }
  for (const auto& [value, pixels] : facts.values) add(values.labelOf(pixelOf(value, facts.palette), false), pixels);
  if (facts.declaredNoData) add(values.labelOf(pixelOf(*facts.declaredNoData, facts.palette), true), facts.noData);
  add(Label::Unknown, facts.empty + facts.transparent);
  if (facts.uncounted > 0) add(values.labelOf({}, false), facts.uncounted);
  if (facts.fractions > 0 && values.others == MaskValues::Others::AboveThreshold) {
    const BrightnessCounts& scale = values.threshold <= 1.0 ? facts.fractionsOfOne : facts.fractionsOf255;
    add(Label::Road, scale.aboveHalf);
    add(Label::Background, facts.fractions - scale.aboveHalf);
  } else if (facts.fractions > 0) {
    add(values.labelOf({}, false), facts.fractions);
  }
  return counts;
}

std::shared_ptr<const MaskFacts> factsOf(const fs::path& mask) {
  static Mutex mutex;
  static std::unordered_map<std::string, Remembered> remembered MACADAM_GUARDED_BY(mutex);
  static std::size_t values MACADAM_GUARDED_BY(mutex) = 0;
  const std::string version = versionOf(mask);
  {
    const MutexLock lock(mutex);
    const auto found = remembered.find(mask.string());
    if (found != remembered.end() && found->second.version == version) return found->second.facts;
  }
  keepOpenCvOnCallingThread();
  auto facts = std::make_shared<const MaskFacts>(countFile(mask));
  const MutexLock lock(mutex);
  values += facts->values.size();
  if (values > kMostRemembered) {
    remembered.clear();
    values = facts->values.size();
  }
  remembered[mask.string()] = {version, facts};
  return facts;
}

}  // namespace macadam
