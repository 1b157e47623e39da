#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace macadam {

/// Fewest insertions, deletions, replacements and swaps of neighbours that turn one word into the other.
int editDistance(std::string_view from, std::string_view to);

/// What to say about an unknown name: `did you mean 'x'?` where a known one is near, else the list of all.
std::string suggestName(std::string_view unknown, const std::vector<std::string>& known);

}  // namespace macadam
