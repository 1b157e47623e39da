#include "annotate/probabilities.h"

#include "base/error.h"

#include <string>

namespace macadam {
namespace {

constexpr double kCertain16 = 65535.0;

std::string sizeText(cv::Size size) {
  return std::to_string(size.width) + "×" + std::to_string(size.height);
}

void requireOneSize(const std::vector<cv::Mat>& pictures) {
  if (pictures.empty()) throw Error("probabilities", "are none", "choose one network at least");
  for (const cv::Mat& picture : pictures) {
    if (picture.size() == pictures.front().size()) continue;
    throw Error("probabilities",
                "are of " + sizeText(picture.size()) + " and " + sizeText(pictures.front().size()) + " pixels",
                "use predictions of one picture");
  }
}

}  // namespace

cv::Mat asProbability(const cv::Mat& picture) {
  if (picture.type() == CV_32FC1) return picture;
  if (picture.type() != CV_16UC1)
    throw Error("probability", "has neither 16-bit nor floating-point pixels", "use a network's prediction");
  cv::Mat probability;
  picture.convertTo(probability, CV_32F, 1.0 / kCertain16);
  return probability;
}

cv::Mat meanProbability(const std::vector<cv::Mat>& pictures) {
  requireOneSize(pictures);
  cv::Mat sum = cv::Mat::zeros(pictures.front().size(), CV_32FC1);
  for (const cv::Mat& picture : pictures) sum += asProbability(picture);
  return sum / double(pictures.size());
}

}  // namespace macadam
