#pragma once

#include "ui/compare/pane_render.h"
#include "ui/compare/predictions.h"

#include <QList>
#include <QString>
#include <cstddef>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace macadam {

/// Some tiles and sources that wait for their predictions before they are written as a figure. A source that is
/// predicted by another checkpoint meanwhile is awaited anew, so that a figure never shows two.
class TileExport {
 public:
  TileExport(QString file, std::vector<Sample> samples, std::vector<CompareSource> sources, const PaneLook& look);

  const QString& file() const { return file_; }
  const std::vector<Sample>& samples() const { return samples_; }
  const std::vector<CompareSource>& sources() const { return sources_; }
  const PaneLook& look() const { return look_; }

  /// What has not come yet, source by source, so that few networks are open at a time.
  std::vector<PredictionTask> missing() const;
  std::size_t expected() const { return expected_.size(); }
  bool isComplete() const { return probabilities_.size() == expected_.size(); }
  /// Keeps what belongs here, and leaves the rest. @returns whether earlier ones must be predicted again.
  bool take(const Prediction& prediction);
  /// What could not be predicted, and why.
  const QList<Problem>& problems() const { return problems_; }
  /// CV_16UC1; null for sources that are not predicted.
  std::shared_ptr<const cv::Mat> probability(const Sample& sample, const CompareSource& source) const;

 private:
  using Key = std::pair<std::string, std::string>;  ///< Source and sample.

  QString file_;
  std::vector<Sample> samples_;
  std::vector<CompareSource> sources_;
  PaneLook look_;
  std::set<Key> expected_;
  std::map<Key, std::shared_ptr<const cv::Mat>> probabilities_;
  std::map<std::string, std::string> checkpoints_;  ///< By source.
  QList<Problem> problems_;
};

}  // namespace macadam
