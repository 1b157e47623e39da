#pragma once

#include "methods/method.h"
#include "spec/run_spec.h"

#include <torch/types.h>

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
  std::vector<NamedNetwork> frozen;
};

/// A stretch of a phase under one loss rule.
struct Stage {
  std::string name;
  std::int64_t iterations = 0;
  std::function<std::unique_ptr<Method>(const PhaseNetworks&)> makeMethod;
};

/// Networks that train together under one optimizer and one learning-rate schedule, through one or two stages.
struct Phase {
  std::string name;  ///< `teachers` or `student`; also the name of its batch stream.
  std::vector<Stage> stages;
  std::vector<PlannedNetwork> trained;
  std::vector<PlannedNetwork> frozen;
  std::string
      frozenFrom;  ///< The checkpoint or run folder with the frozen networks' weights; empty draws them, for timing.
  TeacherPrecision frozenPrecision = TeacherPrecision::Auto;
  std::vector<std::string> judgedBy;  ///< Their mean validation IoU decides which checkpoint is best.
  std::string bestFile = "best.safetensors";

  std::int64_t iterations() const;
};

/// What a run of `spec` trains, in order: teachers supervised, teachers CMS, student warm-up, student SSLKD
/// for the whole method of the paper; fewer stages for the others.
std::vector<Phase> planPhases(const RunSpec& spec, const std::string& checkpointFolder);

std::int64_t totalIterations(const std::vector<Phase>& phases);
std::int64_t stageCount(const std::vector<Phase>& phases);
/// The place of a stage of `phases[phase]` among all stages, from 0.
std::int64_t stageIndex(const std::vector<Phase>& phases, std::int64_t phase, const Stage& stage);

/// File name of the teachers' best weights in a run that trains them for its student.
inline constexpr const char* kTeachersFile = "teachers.safetensors";

}  // namespace macadam
