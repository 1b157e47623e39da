#pragma once

#include "spec/run_spec.h"

namespace macadam {

/// `method` with what a person has changed in another one, where a field means the same in both: what was changed of
/// the teachers' training stays with the teachers, in SSLKD too, and which networks take part is each method's own.
/// @param original what `edited` was at first.
MethodSpec withEdits(MethodSpec method, const MethodSpec& original, const MethodSpec& edited);

}  // namespace macadam
