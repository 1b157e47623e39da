#include "ui/train/suite_estimate.h"

#include "ui/train/run_estimate.h"

#include <map>

namespace macadam {
namespace {

/// Without the teachers that another run of the suite trains.
std::vector<ProbedPart> partsOf(const SuiteRun& run) {
  std::vector<ProbedPart> parts = probedParts(run.spec);
  if (!run.teachers.empty() && parts.size() > 1) parts.erase(parts.begin());
  return parts;
}

}  // namespace

std::int64_t iterationsOf(const SuiteRun& run) {
  std::int64_t iterations = 0;
  for (const ProbedPart& part : partsOf(run)) iterations += part.iterations;
  return iterations;
}

std::optional<double> suiteSeconds(Engine& engine, const std::vector<SuiteRun>& plan,
                                   const std::function<bool()>& isCanceled) {
  std::map<std::string, double> rows;  // its seeds take the same time
  double seconds = 0.0;
  for (const SuiteRun& run : plan) {
    const auto [row, isNew] = rows.try_emplace(run.row, 0.0);
    if (isNew) {
      for (const ProbedPart& part : partsOf(run)) {
        if (isCanceled()) return std::nullopt;
        row->second += engine.estimateStep(part.spec).stepSeconds * static_cast<double>(part.iterations);
      }
    }
    seconds += row->second;
  }
  return seconds;
}

std::optional<double> suiteSecondsLeft(const std::vector<SuiteRun>& plan, std::size_t index,
                                       const RunProgress& progress) {
  const std::int64_t left = progress.totalIterations() - progress.iteration();
  const std::optional<double> seconds = progress.remainingSeconds();
  if (!seconds || left <= 0) return std::nullopt;
  std::int64_t later = 0;
  for (std::size_t i = index + 1; i < plan.size(); ++i) later += iterationsOf(plan[i]);
  return *seconds * (1.0 + static_cast<double>(later) / static_cast<double>(left));
}

}  // namespace macadam
