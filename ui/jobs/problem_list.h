#pragma once

#include "base/error.h"

#include <QList>
#include <QString>
#include <string>

namespace macadam {

/// What was wrong, as signals carry it.
inline QList<Problem> problemsOf(const Error& error) {
  return {error.problems().begin(), error.problems().end()};
}

/// What the exception that is being handled has to say, whatever it is: for `catch (...)` where work beside the window
/// ends, since there nobody else catches it.
/// @param where what was worked on; an Error names that itself.
QList<Problem> caughtProblems(const std::string& where);

/// All of them in one line of text, in words of the window; no full stop at its end.
QString problemText(const QList<Problem>& problems);

}  // namespace macadam
