#pragma once

#include <QString>

namespace macadam {

/// With a capital first letter, as a sentence or a title begins.
inline QString capitalised(QString text) {
  if (!text.isEmpty()) text[0] = text[0].toUpper();
  return text;
}

}  // namespace macadam
