#include "ui/annotate/label_paint.h"

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

/// Colours of all shares that occur, made when they do: neighbours are mostly alike.
class Mixer {
 public:
  explicit Mixer(double opacity) {
    const auto shade = [&](int r, int g, int b, int a) { return std::array<int, 4>{b, g, r, int(a * opacity + 0.5)}; };
    const auto solid = [&](Colour colour) { return shade(colour.red, colour.green, colour.blue, 255); };
    const auto hatch = [&](QRgb part) { return shade(qRed(part), qGreen(part), qBlue(part), qAlpha(part)); };
    colours_ = {solid(kRoadColour), solid(kByHandColour), solid(kAcceptedColour)};
    hatch_ = {hatch(kHatchLight), hatch(kHatchDark), hatch(kHatchGround)};
  }

  std::uint32_t operator()(std::uint32_t shares, HatchPart part) {
    if (shares == 0) return 0;
    Known& known = known_[part];
    if (known.shares != shares) known = {shares, mixed(shares, part)};
    return known.colour;
  }

 private:
  struct Known {
    std::uint32_t shares = 0;
    std::uint32_t colour = 0;
  };

  std::uint32_t mixed(std::uint32_t packed, HatchPart part) const {
    std::array<std::uint8_t, 4> shares{}, result{};
    std::memcpy(shares.data(), &packed, sizeof packed);
    std::array<int, 4> sum{};
    const auto add = [&](const std::array<int, 4>& colour, int share) {
      const int alpha = colour[3] * share;  // of 255²
      for (int i = 0; i < 3; ++i) sum[i] += colour[i] * alpha / 255;
      sum[3] += alpha;
    };
    for (int i = 0; i < 3; ++i) add(colours_[i], shares[i]);
    add(hatch_[part], shares[3]);
    for (int i = 0; i < 4; ++i) result[i] = static_cast<std::uint8_t>(std::min(sum[i] / 255, 255));
    std::uint32_t colour = 0;
    std::memcpy(&colour, result.data(), sizeof colour);
    return colour;
  }

  std::array<std::array<int, 4>, 3> colours_{}, hatch_{};
  std::array<Known, 3> known_{};
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
  Mixer mix(look.opacity);
  for (int y = 0; y < pixels.rows; ++y) {
    auto* line = pixels.ptr<std::uint32_t>(y);
    int step = remainder(y - hatchOrigin.y() - hatchOrigin.x(), period);
    for (int x = 0; x < pixels.cols; ++x) {
      line[x] = mix(line[x], parts[step]);
      if (++step == period) step = 0;
    }
  }
}

int outlineReach(double density) {
  return std::max(1, int(std::lround(density)));
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
