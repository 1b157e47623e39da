#pragma once

#include "methods/plan.h"

#include <cstdint>
#include <string>
#include <vector>

namespace macadam {

/// What a run of `spec` trains, in order: teachers supervised, teachers CMS, student warm-up, student SSLKD
/// for the whole method of the paper; fewer stages for the others.
std::vector<Phase> planPhases(const RunSpec& spec, const std::string& checkpointFolder);

std::int64_t totalIterations(const std::vector<Phase>& phases);
std::int64_t stageCount(const std::vector<Phase>& phases);
/// The place of a stage of `phases[phase]` among all stages, from 0.
std::int64_t stageIndex(const std::vector<Phase>& phases, std::int64_t phase, const Stage& stage);

}  // namespace macadam
