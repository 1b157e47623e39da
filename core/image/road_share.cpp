#include "base/parallel.h"
#include "data/windows.h"
#include "image/image_store.h"
#include "image/opencv_threads.h"

#include <optional>
#include <utility>

namespace macadam {

double roadShare(const cv::Mat& mask) {
  const int valid = cv::countNonZero(mask != 255);
  return valid == 0 ? 0.0 : double(cv::countNonZero(mask == 1)) / valid;
}

std::vector<double> roadShares(const Dataset& dataset, int workers) {
  std::vector<double> shares(dataset.samples.size(), 0.0);
  std::vector<std::optional<Problem>> problems(shares.size());
  parallelFor(shares.size(), workers, [&](std::size_t i) {
    keepOpenCvOnCallingThread();
    const Sample& sample = dataset.samples[i];
    if (!sample.hasMask()) return;
    try {
      const bool needsImage = sample.maskRule.blankWhiteImageIsIgnored;
      const cv::Mat mask =
          needsImage ? decode(sample).mask : readMask(sample.mask, sample.maskRule.values, sample.window);
      shares[i] = roadShare(maskOfNewPart(mask, sample));
    } catch (const Error& error) {
      problems[i] = error.problems().front();
    }
  });
  std::vector<Problem> found;
  for (const auto& problem : problems) {
    if (problem && (found.empty() || found.back() != *problem)) found.push_back(*problem);
  }
  if (!found.empty()) throw Error(std::move(found));
  return shares;
}

}  // namespace macadam
