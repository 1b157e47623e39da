#include "spec/methods/cps.h"

#include <algorithm>

namespace macadam {

std::vector<Part> partsOf(const CpsSpec& method) {
  constexpr std::array kOrdinals{"second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"};
  std::vector<Part> parts{partOf(Role::Student)};
  // A number out of range is the check's to refuse.
  const auto others = std::clamp<std::size_t>(static_cast<std::size_t>(method.networks - 1), 1, kOrdinals.size());
  for (std::size_t i = 0; i < others; ++i) {
    parts.push_back({.name = "student" + std::to_string(i + 2),
                     .title = std::string(kOrdinals[i]) + " student",
                     .role = Role::Student,
                     .isReported = false});
  }
  return parts;
}

void check(const CpsSpec& method, const NetworksSpec&, Problems& problems) {
  checkWarmUp("method", method.warmUpIterations, method.iterations, problems);
  if (!method.cutMix || readsUnlabelled(method)) return;
  problems.push_back({"method.cutmix", "mixes unlabelled tiles, and method.pseudo_labels_on is \"labelled\"",
                      "set pseudo_labels_on = \"unlabelled\", or cutmix = false"});
}

}  // namespace macadam
