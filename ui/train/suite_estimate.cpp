#include "ui/train/suite_estimate.h"

#include "ui/train/method_rows.h"
#include "ui/train/run_estimate.h"

#include <map>

namespace macadam {

std::int64_t iterationsOf(const SuiteRun& run) {
  const std::int64_t own = iterationsOf(run.spec.method);
  const auto* distillation = std::get_if<SslkdSpec>(&run.spec.method);
  const bool trainsTeachers = distillation != nullptr && distillation->teachersFrom.empty() && !run.takesSharedTeachers;
  return own + (trainsTeachers ? distillation->teachers.iterations : 0);
}

std::optional<double> suiteSeconds(Engine& engine, const std::vector<SuiteRun>& plan,
                                   const std::function<bool()>& isCanceled) {
  std::map<SuiteRow, double> rows;  // its seeds take the same time
  double seconds = 0.0;
  for (const SuiteRun& run : plan) {
    const auto [row, isNew] = rows.try_emplace(run.row, 0.0);
    if (isNew) {
      std::vector<ProbedPart> parts = probedParts(run.spec);
      if (run.takesSharedTeachers && parts.size() > 1) parts.erase(parts.begin());
      for (const ProbedPart& part : parts) {
        if (isCanceled()) return std::nullopt;
        row->second += engine.estimateStep(part.spec).stepSeconds * static_cast<double>(part.iterations);
      }
    }
    seconds += row->second;
  }
  return seconds;
}

}  // namespace macadam
