#pragma once

#include "base/error.h"
#include "spec/field.h"
#include "spec/run_spec.h"

#include <vector>

namespace macadam {

/// Whether a begun run can go on with another value of such a field.
bool canChangeOnResume(Effect effect);

/// Each field in which `asked` would make another run of `kept` than the one that was begun.
///
/// A run may be gone on with on another device, with other batches, at other intervals, for a longer time, with its
/// data or its given teachers in another place, and with more iterations of its last stage, also after its end (the
/// learning rate then falls over the longer course). What it builds, and what it learns from, stays.
std::vector<Problem> checkResumeChanges(const RunSpec& kept, const RunSpec& asked);

}  // namespace macadam
