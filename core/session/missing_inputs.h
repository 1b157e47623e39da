#pragma once

#include "base/error.h"
#include "spec/run_spec.h"

#include <vector>

namespace macadam {

/// Each field of a spec that names a file or folder which is not there, unless nothing would read it.
std::vector<Problem> missingInputs(const RunSpec& spec);

}  // namespace macadam
