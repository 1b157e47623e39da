#include "spec/methods/method_facts.h"

namespace macadam {

void checkWarmUp(const std::string& path, std::int64_t warmUp, std::int64_t iterations, Problems& problems) {
  if (warmUp < iterations) return;
  problems.push_back({path + ".warm_up_iterations",
                      "is " + literal(warmUp) + " of " + literal(iterations) + " iterations",
                      "leave some for what follows the warm-up"});
}

void checkRole(const std::string& field, Role role, const NetworksSpec& networks, Problems& problems) {
  if (networks.has(role)) return;
  problems.push_back({field, "names " + toString(role) + ", which networks has not",
                      "add a line networks." + toString(role) + ", or name another"});
}

}  // namespace macadam
