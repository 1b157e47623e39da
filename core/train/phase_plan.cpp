#include "train/phase_plan.h"

#include "base/random.h"
#include "methods/cct.h"
#include "methods/cross_supervision.h"
#include "methods/sslkd.h"
#include "methods/supervised.h"

#include <torch/torch.h>

namespace macadam {
namespace {

Stage supervisedStage(std::string name, std::int64_t iterations) {
  return {std::move(name), iterations,
          [](const PhaseNetworks& networks) { return std::make_unique<Supervised>(networks.trained); }};
}

Stage crossStage(std::string name, std::int64_t iterations, double weight, Scope pseudoLabelsOn) {
  return {std::move(name), iterations, [=](const PhaseNetworks& networks) {
            return std::make_unique<CrossSupervision>(networks.trained.at(0), networks.trained.at(1), weight,
                                                      pseudoLabelsOn);
          }};
}

void addWarmUp(Phase& phase, std::string name, std::int64_t iterations) {
  if (iterations > 0) phase.stages.push_back(supervisedStage(std::move(name), iterations));
}

/// A given student is no encoder that was loaded pretrained.
PlannedNetwork planned(const RunSpec& spec, Role role) {
  PlannedNetwork network{toString(role), spec.networks.of(role)};
  if (role != Role::Student || spec.networks.studentFrom.empty()) return network;
  network.startFrom = spec.networks.studentFrom;
  std::visit([](auto& chosen) { chosen.pretrained.clear(); }, network.spec);
  return network;
}

Phase cmsPhase(const RunSpec& spec, const CmsSpec& method) {
  const bool teachers = method.first == Role::Teacher1 && method.second == Role::Teacher2;
  Phase phase{.name = teachers ? "teachers" : "student"};
  phase.trained = {planned(spec, method.first), planned(spec, method.second)};
  for (const PlannedNetwork& network : phase.trained) {
    if (teachers || network.name == toString(Role::Student)) phase.judgedBy.push_back(network.name);
  }
  addWarmUp(phase, phase.name + " supervised", method.warmUpIterations);
  phase.stages.push_back(crossStage(phase.name + " CMS", method.iterations - method.warmUpIterations, method.weight,
                                    method.pseudoLabelsOn));
  return phase;
}

std::vector<Phase> plan(const RunSpec& spec, const SupervisedSpec& method, const std::string&) {
  const std::string name = toString(method.network);
  Phase phase{.name = method.network == Role::Student ? "student" : "teachers"};
  phase.trained = {planned(spec, method.network)};
  phase.judgedBy = {name};
  phase.stages.push_back(supervisedStage(name + " supervised", method.iterations));
  return {phase};
}

std::vector<Phase> plan(const RunSpec& spec, const CpsSpec& method, const std::string&) {
  Phase phase{.name = "student"};
  phase.trained = {planned(spec, Role::Student), {"student2", spec.networks.student}};
  phase.judgedBy = {"student"};
  addWarmUp(phase, "student warm-up", method.warmUpIterations);
  phase.stages.push_back(
      crossStage("student CPS", method.iterations - method.warmUpIterations, method.weight, method.pseudoLabelsOn));
  return {phase};
}

std::vector<Phase> plan(const RunSpec& spec, const CmsSpec& method, const std::string&) {
  return {cmsPhase(spec, method)};
}

std::vector<Phase> plan(const RunSpec& spec, const CctSpec& method, const std::string&) {
  Phase phase{.name = "student"};
  phase.trained = {planned(spec, Role::Student)};
  phase.judgedBy = {"student"};
  phase.stages.push_back({"student CCT", method.iterations, [method, seed = spec.seed](const PhaseNetworks& networks) {
                            const NamedNetwork& student = networks.trained.at(0);
                            TensorRandom initial(streamKey(seed, "auxiliary decoders"));
                            auto decoders = std::make_shared<AuxiliaryDecoders>(
                                student.network->featureChannels(), student.network->stride(), kClasses, initial);
                            return std::make_unique<Cct>(student, decoders, method.weight, method.rampFraction);
                          }});
  return {phase};
}

std::vector<Phase> plan(const RunSpec& spec, const SslkdSpec& method, const std::string& checkpointFolder) {
  std::vector<Phase> phases;
  Phase student{.name = "student"};
  if (method.teachersFrom.empty()) {
    phases.push_back(cmsPhase(spec, method.teachers));
    phases.back().bestFile = kTeachersFile;
    student.frozenFrom = checkpointFolder + "/" + kTeachersFile;
  } else {
    student.frozenFrom = method.teachersFrom;
  }
  student.trained = {planned(spec, Role::Student)};
  student.frozen = {planned(spec, Role::Teacher1), planned(spec, Role::Teacher2)};
  student.frozenPrecision = method.teacherPrecision;
  student.judgedBy = {toString(Role::Student)};
  addWarmUp(student, "student warm-up", method.warmUpIterations);
  student.stages.push_back(
      {"student SSLKD", method.iterations - method.warmUpIterations, [method](const PhaseNetworks& networks) {
         return std::make_unique<Sslkd>(networks.trained.at(0), networks.frozen.at(0), networks.frozen.at(1), method);
       }});
  phases.push_back(student);
  return phases;
}

}  // namespace

std::int64_t Phase::iterations() const {
  std::int64_t sum = 0;
  for (const Stage& stage : stages) sum += stage.iterations;
  return sum;
}

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
