#pragma once

#include "base/error.h"

#include <QString>

namespace macadam {

/// The problem with a remedy of the window, where its own names an option of the command line.
Problem inWindowWords(Problem problem);

/// The same of what an Error says as one text, a problem a line.
QString inWindowWords(const QString& message);

}  // namespace macadam
