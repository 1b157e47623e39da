#pragma once

#include "base/error.h"

namespace macadam {

/// The problem with a remedy of the window, where its own names an option of the command line.
Problem inWindowWords(Problem problem);

}  // namespace macadam
