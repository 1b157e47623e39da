#include "image/read_mask.h"

#include "image/image_store.h"
#include "image/mask_raster.h"

#include <array>
#include <string>

namespace macadam {
namespace {

constexpr auto kUnknown = static_cast<std::uint8_t>(Label::Unknown);
constexpr double kOpaque = 127.0;

std::string text(cv::Size size) {
  return std::to_string(size.width) + "×" + std::to_string(size.height);
}

/// What the values of one file say under a rule.
class Reader {
 public:
  Reader(const MaskRaster& raster, const MaskValues& rule) : raster_(raster), rule_(rule) {}

  cv::Mat read(const Window& window) const {
    const MaskPixels pixels = raster_.read(window);
    cv::Mat mask;
    if (rule_.others == MaskValues::Others::Alpha) {
      mask = pixels.alpha.empty() ? cv::Mat(pixels.values.size(), CV_8UC1, cv::Scalar(kUnknown))
                                  : cv::Mat((pixels.alpha > kOpaque) & 1);
    } else {
      mask = labels(pixels.values);
      if (!pixels.alpha.empty()) mask.setTo(kUnknown, pixels.alpha <= kOpaque);
    }
    if (!pixels.noData.empty()) mask.setTo(kUnknown, pixels.noData);
    return mask;
  }

 private:
  std::uint8_t labelOf(const MaskValue& value) const {
    const bool isDeclared = raster_.declaredNoData() == value;
    return static_cast<std::uint8_t>(rule_.labelOf(pixelOf(value, raster_.palette()), isDeclared));
  }

  cv::Mat labels(const cv::Mat& values) const {
    if (values.type() == CV_8UC1) return labelsOfBytes(values);
    cv::Mat mask(values.size(), CV_8UC1);
    for (int y = 0; y < values.rows; ++y) {
      if (values.type() == CV_8UC3)
        labelRow(values.ptr<cv::Vec3b>(y), values.cols, mask.ptr(y));
      else
        labelRow(values.ptr<double>(y), values.cols, mask.ptr(y));
    }
    return mask;
  }

  cv::Mat labelsOfBytes(const cv::Mat& values) const {
    cv::Mat table(1, 256, CV_8UC1);
    for (int value = 0; value < 256; ++value) table.at<std::uint8_t>(value) = labelOf({double(value), false});
    cv::Mat mask;
    cv::LUT(values, table, mask);
    return mask;
  }

  static MaskValue valueOf(double number) { return {number + 0.0, false}; }
  static MaskValue valueOf(const cv::Vec3b& rgb) {
    if (rgb[0] == rgb[1] && rgb[1] == rgb[2]) return {double(rgb[0]), false};
    return {double(rgb[0] << 16 | rgb[1] << 8 | rgb[2]), true};
  }

  /// Pixels of one value mostly lie beside each other.
  template <typename Pixel>
  void labelRow(const Pixel* row, int width, std::uint8_t* labels) const {
    for (int x = 0; x < width; ++x)
      labels[x] = x > 0 && row[x] == row[x - 1] ? labels[x - 1] : labelOf(valueOf(row[x]));
  }

  const MaskRaster& raster_;
  const MaskValues& rule_;
};

}  // namespace

cv::Mat readMaskOf(const Sample& sample, cv::Size imageSize) {
  const MaskRaster raster(sample.mask);
  if (raster.size() != imageSize) {
    throw Error(sample.mask.string(), "is " + text(raster.size()) + ", its image " + text(imageSize),
                "re-export the mask at the size of the image");
  }
  return Reader(raster, sample.maskRule.values).read(sample.window.value_or(raster.whole()));
}

}  // namespace macadam
