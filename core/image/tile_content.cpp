#include "image/tile_content.h"

#include "data/windows.h"
#include "image/image_store.h"
#include "image/opencv_threads.h"

namespace macadam {
namespace {

std::optional<double> labelledShare(const cv::Mat& mask) {
  return cv::countNonZero(mask != 255) == 0 ? std::nullopt : std::optional(roadShare(mask));
}

TileContent contentOf(const Sample& sample) {
  if (!mayLackData(sample)) {
    if (!sample.hasMask()) return {};
    return {.roadShare = labelledShare(maskOfNewPart(decodeMask(sample), sample))};
  }
  const Tile tile = decode(sample);
  TileContent content;
  content.hasData = tile.noData.empty() || cv::countNonZero(tile.noData == 0) > 0;
  if (sample.hasMask()) content.roadShare = labelledShare(maskOfNewPart(tile.mask, sample));
  return content;
}

/// One problem for all of them; none for none.
void addTogether(const std::vector<std::string>& ids, const std::string& what, const std::string& remedy,
                 std::vector<Problem>& problems) {
  if (ids.empty()) return;
  const std::string others = ids.size() == 1 ? "" : ", like " + std::to_string(ids.size() - 1) + " more";
  problems.push_back({ids.front(), what + others, remedy});
}

}  // namespace

MeasuredTiles measureTiles(const Dataset& dataset, int workers, const ProgressCallback& progress) {
  MeasuredTiles measured{.contents = std::vector<TileContent>(dataset.samples.size())};
  std::vector<std::optional<Problem>> problems(dataset.samples.size());
  const auto measure = [&](std::size_t i) {
    keepOpenCvOnCallingThread();
    try {
      measured.contents[i] = contentOf(dataset.samples[i]);
    } catch (const Error& error) {
      if (dataset.samples[i].hasMask()) problems[i] = error.problems().front();
    }
  };
  parallelFor(dataset.samples.size(), workers, measure, progress);
  for (const auto& problem : problems) {
    const bool isTold = !measured.problems.empty() && problem == measured.problems.back();
    if (problem && !isTold) measured.problems.push_back(*problem);
  }
  return measured;
}

std::vector<TileContent> contentsOf(const Dataset& dataset, int workers) {
  MeasuredTiles measured = measureTiles(dataset, workers);
  if (!measured.problems.empty()) throw Error(std::move(measured.problems));
  return std::move(measured.contents);
}

bool isLabelling(const Sample& sample, const TileContent& content) {
  return sample.hasMask() && content.roadShare.has_value();
}

std::vector<Problem> emptyTiles(const Dataset& dataset, const std::vector<TileContent>& contents) {
  std::vector<std::string> withoutData, withoutLabels;
  for (std::size_t i = 0; i < dataset.samples.size(); ++i) {
    const Sample& sample = dataset.samples[i];
    if (!contents[i].hasData)
      withoutData.push_back(sample.id);
    else if (sample.hasMask() && !dataset.masks.open && !isLabelling(sample, contents[i]))
      withoutLabels.push_back(sample.id);
  }
  std::vector<Problem> problems;
  addTogether(withoutData, "has no data at all and is in no set", "remove it, or check its alpha and \"no data\"",
              problems);
  addTogether(withoutLabels, "is unknown throughout in its mask, so that nothing is learned from it or measured on it",
              "mend its mask, or leave it unlabelled", problems);
  return problems;
}

}  // namespace macadam
