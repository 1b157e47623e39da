#include "train/phase_plan.h"

#include "methods/ael.h"
#include "methods/cct.h"
#include "methods/cgssl.h"
#include "methods/cross_supervision.h"
#include "methods/cross_teaching.h"
#include "methods/fixmatch.h"
#include "methods/gct.h"
#include "methods/mean_teacher.h"
#include "methods/sslkd.h"
#include "methods/supervised.h"
#include "methods/unimatch.h"

namespace macadam {

std::vector<Phase> planPhases(const RunSpec& spec, const std::string& checkpointFolder) {
  return std::visit([&](const auto& method) { return plan(spec, method, checkpointFolder); }, spec.method);
}

std::int64_t totalIterations(const std::vector<Phase>& phases) {
  std::int64_t sum = 0;
  for (const Phase& phase : phases) sum += phase.iterations();
  return sum;
}

std::int64_t stageCount(const std::vector<Phase>& phases) {
  std::int64_t count = 0;
  for (const Phase& phase : phases) count += std::ssize(phase.stages);
  return count;
}

std::int64_t stageIndex(const std::vector<Phase>& phases, std::int64_t phase, const Stage& stage) {
  std::int64_t index = &stage - phases.at(static_cast<std::size_t>(phase)).stages.data();
  for (std::int64_t i = 0; i < phase; ++i) index += std::ssize(phases[static_cast<std::size_t>(i)].stages);
  return index;
}

}  // namespace macadam
