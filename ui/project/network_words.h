#pragma once

#include <QString>
#include <string>

namespace macadam {

/// A name of an event as one reads it: `pseudo-label teacher1` becomes `pseudo-label teacher 1`.
QString networkWords(const std::string& name);

}  // namespace macadam
