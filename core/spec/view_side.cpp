#include "spec/view_side.h"

#include <algorithm>
#include <bit>

namespace macadam {

int viewSide(int cropSide) {
  return static_cast<int>(std::bit_ceil(static_cast<unsigned>(std::max(cropSide, kSmallestView))));
}

}  // namespace macadam
