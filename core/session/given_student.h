#pragma once

#include "spec/run_spec.h"

namespace macadam {

/// Whether the method of a spec builds a student that begins as the one that `networks.student_from` names.
bool takesGivenStudent(const RunSpec& spec);

/// Only the header of that file is read. @throws Error when it holds no student, or one of another kind than the
/// spec's.
void refuseOtherStudent(const RunSpec& spec);

}  // namespace macadam
