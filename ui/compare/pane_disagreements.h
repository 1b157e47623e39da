#pragma once

#include "ui/compare/compare_source.h"

#include <string>
#include <vector>

namespace macadam {

/// Offers, in place of those offered before, how far any two of the networks that panes show disagree; a pair that a
/// pane shows stays while its networks are there. The teachers of one run have theirs already. `shown` are ids.
/// @returns whether the sources have changed.
bool offerDisagreements(std::vector<CompareSource>& sources, const std::vector<std::string>& shown);

/// Adds to `sources` the pair of that id, where it is one and both of its networks are there.
void addDisagreement(std::vector<CompareSource>& sources, const std::string& id);

}  // namespace macadam
