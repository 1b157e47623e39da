#pragma once

#include "base/error.h"
#include "spec/run_spec.h"

#include <string>
#include <vector>

namespace macadam {

/// Everything in a spec that a run would fail on: values out of range and fields that do not go together.
/// Empty when the run can start as far as the spec alone can tell; teachers from a file may still not fit the student.
std::vector<Problem> validate(const RunSpec& spec);

/// The fields of a network that are out of range, as fields of `path`.
std::vector<Problem> validate(const NetworkSpec& network, const std::string& path);

}  // namespace macadam
