#pragma once

#include <string>

namespace macadam {

/// Every field of a spec as commented TOML: its meaning, what it accepts, its default; each method in turn.
std::string specReference();

}  // namespace macadam
