#include "ui/annotate/label_paint.h"

#include "ui/annotate/label_runs.h"

#include <opencv2/imgproc.hpp>

#include <QRgb>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <vector>

namespace macadam {
namespace {

constexpr QRgb kHatchLight = qRgba(255, 255, 255, 225), kHatchDark = qRgba(15, 15, 15, 170),
               kHatchGround = qRgba(40, 40, 46, 70);

enum HatchPart { Light, Dark, Ground };

/// Premultiplied BGRA of shares: what each share adds is known from tables, in four numbers of 16 bits.
class Mixer {
 public:
  explicit Mixer(double opacity) {
    const auto solid = [](Colour colour) { return qRgba(colour.red, colour.green, colour.blue, 255); };
    colours_ = {tableOf(solid(kRoadColour), opacity), tableOf(solid(kByHandColour), opacity),
                tableOf(solid(kAcceptedColour), opacity)};
    hatch_ = {tableOf(kHatchLight, opacity), tableOf(kHatchDark, opacity), tableOf(kHatchGround, opacity)};
  }

  std::uint32_t operator()(std::uint32_t shares, HatchPart part) const {
    std::uint64_t sum = hatch_[part][shares >> 24];
    for (int i = 0; i < 3; ++i) sum += colours_[i][shares >> 8 * i & 0xff];
    if ((sum & 0xff00'ff00'ff00'ff00ULL) != 0) sum = clamped(sum);
    const std::uint64_t pairs = sum | sum >> 8;
    return static_cast<std::uint32_t>((pairs & 0xffffU) | (pairs >> 16 & 0xffff'0000U));
  }

  static bool isHatched(std::uint32_t shares) { return shares >> 24 != 0; }

 private:
  using Table = std::array<std::uint64_t, 256>;

  static Table tableOf(QRgb colour, double opacity) {
    Table table{};
    for (int share = 0; share < 256; ++share) {
      const double alpha = qAlpha(colour) / 255.0 * opacity * share / 255.0;
      const auto part = [&](int value) { return static_cast<std::uint64_t>(std::lround(value * alpha)); };
      table[share] = part(qBlue(colour)) | part(qGreen(colour)) << 16 | part(qRed(colour)) << 32 | part(255) << 48;
    }
    return table;
  }

  static std::uint64_t clamped(std::uint64_t sum) {
    std::uint64_t result = 0;
    for (int i = 0; i < 64; i += 16) result |= std::min<std::uint64_t>(sum >> i & 0xffff, 255) << i;
    return result;
  }

  std::array<Table, 3> colours_{}, hatch_{};
};

/// What each step of the hatch's period is.
std::vector<HatchPart> hatchParts(double density) {
  const int period = std::max(4, int(std::lround(kHatchPeriod * density)));
  const int line = std::max(1, int(std::lround(density)));
  std::vector<HatchPart> parts(period, Ground);
  std::fill_n(parts.begin(), line, Light);
  std::fill_n(parts.begin() + line, line, Dark);
  return parts;
}

int remainder(int value, int divisor) {
  return (value % divisor + divisor) % divisor;
}

}  // namespace

void paintLabels(cv::Mat& pixels, const LabelLook& look, QPoint hatchOrigin, double density) {
  const std::vector<HatchPart> parts = hatchParts(density);
  const int period = int(parts.size());
  const Mixer mix(look.opacity);
  for (int y = 0; y < pixels.rows; ++y) {
    auto* line = pixels.ptr<std::uint32_t>(y);
    const int phase = y - hatchOrigin.y() - hatchOrigin.x();
    for (int x = 0, end = 0; x < pixels.cols; x = end) {
      const std::uint32_t shares = line[x];
      end = endOfEqual(line, x, pixels.cols);
      if (shares == 0) continue;
      if (!Mixer::isHatched(shares)) {
        std::fill(line + x, line + end, mix(shares, Ground));
        continue;
      }
      const std::array<std::uint32_t, 3> colours{mix(shares, Light), mix(shares, Dark), mix(shares, Ground)};
      for (int step = remainder(phase + x, period); x < end; ++x) {
        line[x] = colours[parts[step]];
        if (++step == period) step = 0;
      }
    }
  }
}

int outlineReach(double density) {
  return std::max(2, int(std::lround(1.5 * density)));
}

void keepOutlines(cv::Mat& pixels, double density) {
  const int reach = outlineReach(density);
  cv::Mat shares[4];
  cv::split(pixels, shares);
  const cv::Mat brush = cv::getStructuringElement(cv::MORPH_RECT, {2 * reach + 1, 2 * reach + 1});
  for (int i = 0; i < 3; ++i) {
    const cv::Mat inside = shares[i] >= 128;
    cv::Mat core;
    cv::erode(inside, core, brush, {-1, -1}, 1, cv::BORDER_REPLICATE);
    cv::subtract(inside, core, shares[i]);
  }
  cv::merge(shares, 4, pixels);
}

}  // namespace macadam
