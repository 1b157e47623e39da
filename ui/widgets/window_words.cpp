#include "ui/widgets/window_words.h"

#include <QCoreApplication>
#include <QString>

namespace macadam {

namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("macadam::Problem", text);
}

}  // namespace

Problem inWindowWords(Problem problem) {
  const auto names = [&](const char* option) { return problem.remedy.find(option) != std::string::npos; };
  QString remedy;
  if (names("--bands")) {
    remedy = tr("choose other bands where the colours are wrong");
  } else if (names("--accept-unlikely-masks")) {
    remedy = tr("choose what the values of the masks mean, or train all the same where this is right");
  } else if (names("--mask-values")) {
    remedy = tr("choose what the values of the masks mean");
  }
  if (!remedy.isEmpty()) problem.remedy = remedy.toStdString();
  return problem;
}

}  // namespace macadam
