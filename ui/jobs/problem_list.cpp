#include "ui/jobs/problem_list.h"

#include "ui/widgets/window_words.h"

#include <QStringList>
#include <exception>
#include <new>

namespace macadam {

QList<Problem> caughtProblems(const std::string& where) {
  try {
    throw;
  } catch (const Error& error) {
    return problemsOf(error);
  } catch (const std::bad_alloc&) {
    return {{where, "needs more memory than is free", "close other programs and try again"}};
  } catch (const std::exception& error) {
    return {{where, std::string("failed (") + error.what() + ")", "try again"}};
  } catch (...) {
    return {{where, "failed without a reason", "try again"}};
  }
}

QString problemText(const QList<Problem>& problems) {
  QStringList lines;
  for (const Problem& problem : problems) lines.append(QString::fromStdString(describe(inWindowWords(problem))));
  return lines.join(". ");
}

}  // namespace macadam
