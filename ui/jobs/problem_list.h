#pragma once

#include "base/error.h"

#include <QList>

namespace macadam {

/// What was wrong, as signals carry it.
inline QList<Problem> problemsOf(const Error& error) {
  return {error.problems().begin(), error.problems().end()};
}

}  // namespace macadam
