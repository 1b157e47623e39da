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

RoadShares measureRoadShares(const Dataset& dataset, int workers, const ProgressCallback& progress) {
  RoadShares measured{.shares = std::vector<double>(dataset.samples.size(), 0.0)};
  std::vector<std::optional<Problem>> problems(dataset.samples.size());
  const auto measure = [&](std::size_t i) {
    keepOpenCvOnCallingThread();
    const Sample& sample = dataset.samples[i];
    if (!sample.hasMask()) return;
    try {
      measured.shares[i] = roadShare(maskOfNewPart(decodeMask(sample), sample));
    } catch (const Error& error) {
      problems[i] = error.problems().front();
    }
  };
  parallelFor(dataset.samples.size(), workers, measure, progress);
  for (const auto& problem : problems) {
    const bool isTold = !measured.problems.empty() && problem == measured.problems.back();
    if (problem && !isTold) measured.problems.push_back(*problem);
  }
  return measured;
}

std::vector<double> roadShares(const Dataset& dataset, int workers) {
  RoadShares measured = measureRoadShares(dataset, workers);
  if (!measured.problems.empty()) throw Error(std::move(measured.problems));
  return std::move(measured.shares);
}

}  // namespace macadam
