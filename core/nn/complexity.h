#pragma once

#include "spec/network_spec.h"

#include <cstdint>

namespace macadam {

struct Complexity {
  std::int64_t parameters = 0;
  double gigaMacs = 0.0;  ///< What MultiplicationCounter counts for one image of the asked size, in 10⁹.
};

/// Counts by building the network and running one image of `size`×`size` pixels on the CPU (about a second at full
/// size).
Complexity complexity(const NetworkSpec& spec, int size);

}  // namespace macadam
