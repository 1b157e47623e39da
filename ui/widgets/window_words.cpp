#include "ui/widgets/window_words.h"

#include <QCoreApplication>
#include <QString>

namespace macadam {

Problem inWindowWords(Problem problem) {
  if (problem.remedy.find("--mask-values") == std::string::npos) return problem;
  const bool canBeRight = problem.remedy.find("--accept-unlikely-masks") != std::string::npos;
  const QString remedy = QCoreApplication::translate("macadam::Problem", "choose what the values of the masks mean");
  const QString accept = QCoreApplication::translate("macadam::Problem", "or train all the same where this is right");
  problem.remedy = (canBeRight ? remedy + ", " + accept : remedy).toStdString();
  return problem;
}

}  // namespace macadam
