#pragma once

#include "session/engine.h"
#include "spec/run_spec.h"

#include <QString>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace macadam {

struct NetworkCost {
  Role role = Role::Student;
  std::string text;  ///< As toText(NetworkSpec).
  Complexity complexity;
};

/// What a run will take, from a short probe.
struct RunEstimate {
  std::vector<NetworkCost> networks;
  int tileSize = 0;
  std::string device;
  double peakMebibytes = 0.0;       ///< Of its costliest part; 0 where unknown.
  double availableMebibytes = 0.0;  ///< Of this machine, now; 0 where unknown.
  double stepSeconds = 0.0;         ///< Mean over the run.
  double totalSeconds = 0.0;        ///< Of the steps alone.
  std::int64_t iterations = 0;
};

/// A stretch of a run that is probed by itself.
struct ProbedPart {
  RunSpec spec;
  std::int64_t iterations = 0;
};

/// The teachers' training and the student's where a run has both, else the whole run.
std::vector<ProbedPart> probedParts(const RunSpec& spec);

/// Takes seconds: for jobs. @param isCanceled asked between the parts; then an empty estimate comes back.
/// @throws Error when a step does not fit into memory.
RunEstimate estimateRun(Engine& engine, const RunSpec& spec, const std::function<bool()>& isCanceled);

/// `0.9 M`.
QString countText(std::int64_t count);

}  // namespace macadam
