#pragma once

#include "cli/spec_options.h"

#include <string>
#include <vector>

namespace macadam {

/// What to say of each setting that a resumed run was given and that changes nothing. `asked` is `kept` with them.
std::vector<std::string> resumeNotes(const RunSpec& kept, const RunSpec& asked, const SpecOptions& given,
                                     bool isComplete);

}  // namespace macadam
