#pragma once

#include "eval/confusion.h"

#include <optional>

namespace macadam {

/// Measures of the road class, each in 0 … 1; empty where its denominator is 0.
struct RoadMetrics {
  std::optional<double> accuracy;  ///< Overall accuracy (OA).
  std::optional<double> precision;
  std::optional<double> recall;
  std::optional<double> iou;
  std::optional<double> f1;
  std::optional<double> meanIou;  ///< Mean over road and background, as the authors' code reports; likewise below.
  std::optional<double> meanPrecision;
  std::optional<double> meanRecall;
  std::optional<double> meanF1;
};

RoadMetrics roadMetrics(const Confusion& confusion);

}  // namespace macadam
