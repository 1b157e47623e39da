#pragma once

#include "spec/run_spec.h"

#include <string>

namespace macadam {

/// The spec with the teachers that `method.teachers_from` holds in place of its own, where it names a file; only that
/// file's header is read. @throws Error when it holds no teachers, or such as the student cannot learn from.
RunSpec withGivenTeachers(RunSpec spec);

/// What the files of given teachers hold (runs/data_files.h), wherever they lie; empty where none are given.
std::string contentsOfTeachers(const RunSpec& spec);

}  // namespace macadam
