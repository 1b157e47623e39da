#pragma once

#include "methods/method.h"
#include "spec/run_spec.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace macadam {

struct PlannedNetwork {
  std::string name;
  NetworkSpec spec;
  std::string startFrom = {};  ///< A checkpoint or run folder with the student that it begins as; empty draws weights.
};

/// The networks of a phase, built.
struct PhaseNetworks {
  std::vector<NamedNetwork> trained;
  std::vector<NamedNetwork> averaged;
  std::vector<NamedNetwork> frozen;
};

/// A stretch of a phase under one loss rule.
struct Stage {
  std::string name;
  std::int64_t iterations = 0;
  std::function<std::unique_ptr<Method>(const PhaseNetworks&)> makeMethod;
};

/// Networks that train together under one schedule, through one or two stages.
struct Phase {
  std::string name;  ///< `teachers` or `student`; also the name of its batch stream.
  std::vector<Stage> stages{};
  std::vector<PlannedNetwork> trained{};
  std::vector<PlannedNetwork> averaged{};  ///< Begin as the first trained one, and change by their method alone.
  std::vector<PlannedNetwork> frozen{};
  /// The checkpoint or run folder with the frozen networks' weights; empty draws them, for timing.
  std::string frozenFrom{};
  TeacherPrecision frozenPrecision = TeacherPrecision::Auto;
  std::vector<std::string> judgedBy{};  ///< Their mean validation IoU decides which checkpoint is best.
  std::string bestFile = "best.safetensors";

  std::int64_t iterations() const;
};

/// File name of the teachers' best weights in a run that trains them for its student.
inline constexpr const char* kTeachersFile = "teachers.safetensors";

// What the plans of methods share. Beside its class, each method has in methods/<method>.h
//   std::vector<Phase> plan(const RunSpec& spec, const MethodsSpec& method, const std::string& checkpointFolder)

/// A network of the spec under its role's name; a given student is no encoder that was loaded pretrained.
PlannedNetwork planned(const RunSpec& spec, Role role);
/// The part of a method under its name.
PlannedNetwork planned(const RunSpec& spec, const Part& part);
/// The phase of a student that trains alone and is judged; its stages are the method's to add.
Phase studentPhase(const RunSpec& spec);
/// The error on labelled tiles for all trained networks of a phase.
Stage supervisedStage(std::string name, std::int64_t iterations);
/// A supervised stage before the others, where it has iterations.
void addWarmUp(Phase& phase, std::string name, std::int64_t iterations);

}  // namespace macadam
