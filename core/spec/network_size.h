#pragma once

#include "spec/network_spec.h"

#include <cstdint>

namespace macadam {

/// About how many numbers a network learns, told without building it; Engine::complexity counts them.
std::int64_t approximateParameters(const NetworkSpec& spec);

}  // namespace macadam
