#include "methods/plan.h"

#include "methods/supervised.h"

namespace macadam {

std::int64_t Phase::iterations() const {
  std::int64_t sum = 0;
  for (const Stage& stage : stages) sum += stage.iterations;
  return sum;
}

PlannedNetwork planned(const RunSpec& spec, Role role) {
  PlannedNetwork network{toString(role), spec.networks.of(role)};
  if (!role.isStudent() || spec.networks.studentFrom.empty()) return network;
  network.startFrom = spec.networks.studentFrom;
  network.spec.pretrained.clear();
  return network;
}

PlannedNetwork planned(const RunSpec& spec, const Part& part) {
  if (part.name == toString(part.role)) return planned(spec, part.role);
  return {part.name, spec.networks.of(part.role)};
}

Phase studentPhase(const RunSpec& spec) {
  Phase phase{.name = "student"};
  phase.trained = {planned(spec, Role::Student)};
  phase.judgedBy = {phase.trained.front().name};
  return phase;
}

Stage supervisedStage(std::string name, std::int64_t iterations) {
  return {std::move(name), iterations,
          [](const PhaseNetworks& networks) { return std::make_unique<Supervised>(networks.trained); }};
}

void addWarmUp(Phase& phase, std::string name, std::int64_t iterations) {
  if (iterations > 0) phase.stages.push_back(supervisedStage(std::move(name), iterations));
}

}  // namespace macadam
