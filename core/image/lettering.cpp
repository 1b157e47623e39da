#include "image/lettering.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace macadam {
namespace {

constexpr int kOversampling = 8;  // OpenCV's own antialiasing is coarse; area averaging from 8× is smooth
constexpr int kFont = cv::FONT_HERSHEY_SIMPLEX;
constexpr double kCapitalHeight = 21.0;  // of the font at scale 1

double scaleOf(const Lettering& lettering) {
  return lettering.height * kOversampling / kCapitalHeight;
}

int penOf(const Lettering& lettering) {
  return std::max(1, static_cast<int>(std::lround(lettering.stroke * kOversampling)));
}

std::string inAscii(const std::string& text) {
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80)
      result += c;
    else if (byte >= 0xC0)
      result += '?';  // the first byte of a longer UTF-8 character
  }
  return result;
}

/// How much of the pen covers each pixel, 0 … 255, text on one line with a margin for strokes and descenders.
cv::Mat coverage(const std::string& text, const Lettering& lettering) {
  const int pen = penOf(lettering);
  const int margin = static_cast<int>(std::ceil(lettering.height * 0.5 + lettering.stroke)) * kOversampling;
  const auto rounded = [](double pixels) { return static_cast<int>(std::ceil(pixels)) * kOversampling; };
  const cv::Size size(rounded(textWidth(text, lettering)) + 2 * margin, rounded(lettering.height) + 2 * margin);
  cv::Mat large(size, CV_8UC1, cv::Scalar(0));
  cv::putText(large, text, {margin, size.height - margin}, kFont, scaleOf(lettering), cv::Scalar(255), pen, cv::LINE_8);
  cv::Mat small;
  cv::resize(large, small, size / kOversampling, 0, 0, cv::INTER_AREA);
  return small;
}

double alignedShift(double length, Align align) {
  if (align == Align::Left) return 0.0;
  return align == Align::Centre ? length / 2.0 : length;
}

}  // namespace

double textWidth(const std::string& text, const Lettering& lettering) {
  int baseline = 0;
  const cv::Size size = cv::getTextSize(inAscii(text), kFont, scaleOf(lettering), penOf(lettering), &baseline);
  return static_cast<double>(size.width) / kOversampling;
}

std::string elided(const std::string& text, double width, const Lettering& lettering) {
  const std::string ascii = inAscii(text);
  if (textWidth(ascii, lettering) <= width) return ascii;
  for (std::size_t length = ascii.size(); length > 0; --length) {
    const std::string shorter = ascii.substr(0, length - 1) + "...";
    if (textWidth(shorter, lettering) <= width) return shorter;
  }
  return {};
}

void drawText(cv::Mat& picture, const std::string& text, cv::Point anchor, const Lettering& lettering, Align align,
              Direction direction) {
  if (text.empty()) return;
  const std::string ascii = inAscii(text);
  cv::Mat pen = coverage(ascii, lettering);
  const double width = textWidth(ascii, lettering);
  const double margin = (pen.cols - std::ceil(width)) / 2.0;
  const int along = static_cast<int>(std::lround(alignedShift(width, align) + margin));
  cv::Point corner;
  if (direction == Direction::Across) {
    corner = {anchor.x - along, anchor.y - pen.rows / 2};
  } else {
    cv::rotate(pen, pen, cv::ROTATE_90_COUNTERCLOCKWISE);
    corner = {anchor.x - pen.cols / 2, anchor.y - (pen.rows - along)};
  }
  const cv::Rect box = cv::Rect(corner, pen.size()) & cv::Rect({}, picture.size());
  const cv::Vec3d ink(lettering.colour.red, lettering.colour.green, lettering.colour.blue);
  for (int y = box.y; y < box.br().y; ++y) {
    for (int x = box.x; x < box.br().x; ++x) {
      const double opacity = pen.at<uchar>(y - corner.y, x - corner.x) / 255.0;
      auto& pixel = picture.at<cv::Vec3b>(y, x);
      for (int c = 0; c < 3; ++c) pixel[c] = cv::saturate_cast<uchar>(pixel[c] + (ink[c] - pixel[c]) * opacity);
    }
  }
}

}  // namespace macadam
