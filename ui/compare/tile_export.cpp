#include "ui/compare/tile_export.h"

#include <utility>

namespace macadam {

TileExport::TileExport(QString file, std::vector<Sample> samples, std::vector<CompareSource> sources,
                       const PaneLook& look)
    : file_(std::move(file)), samples_(std::move(samples)), sources_(std::move(sources)), look_(look) {
  for (const CompareSource& source : sources_) {
    if (!source.isPredicted()) continue;
    for (const Sample& sample : samples_) expected_.emplace(source.id, sample.id);
  }
}

std::vector<PredictionTask> TileExport::missing() const {
  std::vector<PredictionTask> tasks;
  for (const CompareSource& source : sources_) {
    for (const Sample& sample : samples_) {
      const Key key(source.id, sample.id);
      if (expected_.contains(key) && !probabilities_.contains(key)) tasks.push_back({sample, source});
    }
  }
  return tasks;
}

bool TileExport::take(const Prediction& prediction) {
  const Key key(prediction.source, prediction.sample);
  if (!expected_.contains(key)) return false;
  if (!prediction.probability) {
    problems_ = prediction.problems;
    return false;
  }
  const auto [known, isFirst] = checkpoints_.try_emplace(prediction.source, prediction.checkpoint);
  const bool isOfAnother = std::exchange(known->second, prediction.checkpoint) != prediction.checkpoint;
  if (isOfAnother) std::erase_if(probabilities_, [&](const auto& each) { return each.first.first == key.first; });
  probabilities_[key] = prediction.probability;
  return isOfAnother;
}

std::shared_ptr<const cv::Mat> TileExport::probability(const Sample& sample, const CompareSource& source) const {
  const auto known = probabilities_.find({source.id, sample.id});
  return known == probabilities_.end() ? nullptr : known->second;
}

}  // namespace macadam
