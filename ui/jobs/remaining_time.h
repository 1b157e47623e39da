#pragma once

#include <QString>

namespace macadam {

/// For example `about 3 min left`; rounded, so that it does not flicker. Empty for what cannot be said.
QString remainingTime(double seconds);

}  // namespace macadam
