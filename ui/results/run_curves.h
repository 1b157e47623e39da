#pragma once

#include "eval/road_metrics.h"
#include "train/events.h"
#include "ui/widgets/plot/curve_series.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace macadam {

enum class CurveMetric { Iou, F1, Precision, Recall, Loss };

/// What can be drawn of a run: its total loss, and each network's scores on the validation tiles, by iteration.
class RunCurves {
 public:
  /// An iteration that comes again, as after a resume, replaces what was there from it on.
  void add(const Event& event);

  /// Networks that were evaluated, in the order in which they appeared.
  const std::vector<std::string>& networks() const { return networks_; }
  /// Scores in per cent; the loss is the run's, whatever the network.
  CurveSeries points(CurveMetric metric, const std::string& network) const;

 private:
  struct Score {
    std::int64_t iteration = 0;
    RoadMetrics metrics;
  };

  CurveSeries loss_;
  std::vector<std::string> networks_;
  std::map<std::string, std::vector<Score>> scores_;
};

}  // namespace macadam
