#pragma once

#include "data/json_format.h"

namespace macadam {

/// Of the codes and what they mean.
inline constexpr JsonFormat kLabelSourcesFormat{"where labels are from"};

}  // namespace macadam
