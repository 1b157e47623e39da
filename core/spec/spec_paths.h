#pragma once

#include "spec/run_spec.h"

#include <filesystem>

namespace macadam {

/// Makes every path in the spec absolute: relative ones count from `folder`, a leading `~` is the home folder.
/// Empty ones stay empty. Weights named alone that do not lie in `folder` may also be some of encodersFolder().
void resolvePaths(RunSpec& spec, const std::filesystem::path& folder);

}  // namespace macadam
