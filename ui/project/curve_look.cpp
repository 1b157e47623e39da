#include "ui/project/curve_look.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <numeric>
#include <string_view>

namespace macadam {
namespace {

constexpr std::string_view kNetworks[] = {"student",  "teacher1", "teacher2", "student2",
                                          "teacher3", "average",  "student3"};
/// In the order in which a run of all stages brings them; no run has both a second student and teachers.
constexpr std::pair<std::string_view, int> kTerms[] = {
    {"total", 0},
    {"supervised teacher1", 1},
    {"supervised student2", 1},
    {"supervised teacher2", 2},
    {"pseudo-label teacher1", 3},
    {"pseudo-label student2", 3},
    {"pseudo-label teacher2", 4},
    {"supervised student", 5},
    {"features", 6},
    {"probabilities", 7},
    {"pseudo-label student", 8},
    {"consistency", 9},
};
constexpr std::string_view kQualities[] = {"confident", "agreement", "IoU with held-back truth"};

/// One that nobody knows yet still has the same colour everywhere.
int colourOfUnknown(std::string_view name) {
  return std::accumulate(name.begin(), name.end(), 0);
}

template <std::size_t size>
int placeOf(std::string_view name, const std::string_view (&names)[size]) {
  const auto found = std::ranges::find(names, name);
  return found == std::end(names) ? colourOfUnknown(name) : static_cast<int>(found - std::begin(names));
}

}  // namespace

int curveColour(const MonitorCurve& curve) {
  if (isScore(curve.panel)) return placeOf(curve.name, kNetworks);
  if (curve.panel == MonitorPanel::PseudoLabels) return placeOf(curve.name, kQualities);
  if (curve.panel == MonitorPanel::LearningRate) return 0;
  const auto term = std::ranges::find(kTerms, std::string_view(curve.name), &std::pair<std::string_view, int>::first);
  return term == std::end(kTerms) ? colourOfUnknown(curve.name) : term->second;
}

bool breaksBefore(const RunHistory& run, const MonitorCurve& curve, std::size_t point) {
  if (point == 0 || curve.isFrozen) return false;
  return run.stageStart(curve.iterations[point - 1]) != run.stageStart(curve.iterations[point]);
}

CurveSeries seriesOf(const RunHistory& run, const MonitorCurve& curve, const std::function<double(std::int64_t)>& toX) {
  CurveSeries series;
  series.reserve(curve.values.size());
  for (std::size_t i = 0; i < curve.values.size(); ++i) {
    const double x = toX(curve.iterations[i]);
    if (breaksBefore(run, curve, i)) series.appendBreak(x);
    series.append(x, curve.values[i]);
  }
  return series;
}

}  // namespace macadam
