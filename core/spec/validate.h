#pragma once

#include "base/error.h"
#include "spec/run_spec.h"

#include <vector>

namespace macadam {

/// Everything in a spec that a run would fail on: values out of range and fields that do not go together.
/// Empty when the run can start as far as the spec alone can tell.
std::vector<Problem> validate(const RunSpec& spec);

}  // namespace macadam
