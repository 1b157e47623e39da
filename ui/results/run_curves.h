#pragma once

#include "runs/run_history.h"
#include "ui/widgets/plot/curve_series.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace macadam {

/// Over what curves are drawn: the iterations of the run, or those that the network itself was trained for.
enum class CurveAxis { Run, Network };

/// What can be drawn of a run: its total loss, and each network's scores on the validation tiles, by iteration.
class RunCurves {
 public:
  /// An iteration that comes again, as after a resume, replaces what was there from it on.
  void add(const Event& event) { history_.add(event); }

  /// Networks that were evaluated, in the order in which they appeared.
  std::vector<std::string> networks() const;
  /// Scores in per cent; the loss is the run's, on a network's own axis from where the run began to train it.
  CurveSeries points(MonitorPanel panel, const std::string& network, CurveAxis axis = CurveAxis::Run) const;
  /// The score of a network while its weights are held as they are; nothing on its own axis, where it makes no step.
  CurveSeries frozenPoints(MonitorPanel panel, const std::string& network, CurveAxis axis = CurveAxis::Run) const;

 private:
  /// What was asked for, so that of a run in training only what is new has to be added.
  struct Drawn {
    int revision = 0;       ///< Of the history.
    std::size_t taken = 0;  ///< Points of the history's curve.
    CurveSeries points;
  };

  CurveSeries pointsOf(const MonitorCurve& curve, const std::string& network, CurveAxis axis) const;

  RunHistory history_;
  mutable std::map<std::pair<std::string, std::int64_t>, Drawn> drawn_;  ///< By curve, and iteration that becomes 0.
};

}  // namespace macadam
