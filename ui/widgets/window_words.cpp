#include "ui/widgets/window_words.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <iterator>

namespace macadam {
namespace {

struct Words {
  const char* option;  ///< Of the command line.
  const char* remedy;  ///< In place of one that names it.
};

/// The first that fits counts.
constexpr Words kWords[]{
    {"--bands", QT_TRANSLATE_NOOP("macadam::Problem", "choose other bands where the colours are wrong")},
    {"--accept-unlikely-masks",
     QT_TRANSLATE_NOOP("macadam::Problem",
                       "choose what the values of the masks mean, or train all the same where this is right")},
    {"--mask-values", QT_TRANSLATE_NOOP("macadam::Problem", "choose what the values of the masks mean")},
    {"--ignore-scenes", QT_TRANSLATE_NOOP("macadam::Problem",
                                          "add masks to training images, or let the tiles of a scene fall into several "
                                          "sets")},
    {"--accept-changed-data", QT_TRANSLATE_NOOP("macadam::Problem",
                                                "restore what the run began with, or start a new run with its "
                                                "settings")},
    {"--device", QT_TRANSLATE_NOOP("macadam::Problem",
                                   "choose cpu or auto as the device, or use a LibTorch with CUDA and its driver")},
    {"macadam-cli data check", QT_TRANSLATE_NOOP("macadam::Problem", "mend its masks: the checks of the data say why")},
    {"macadam-cli train",
     QT_TRANSLATE_NOOP("macadam::Problem", "restore it from a copy, or start a new run with its settings")},
};

}  // namespace

Problem inWindowWords(Problem problem) {
  const auto isNamed = [&](const Words& words) { return problem.remedy.find(words.option) != std::string::npos; };
  const auto* words = std::ranges::find_if(kWords, isNamed);
  if (words != std::end(kWords))
    problem.remedy = QCoreApplication::translate("macadam::Problem", words->remedy).toStdString();
  return problem;
}

QString inWindowWords(const QString& message) {
  QStringList lines;
  for (const QString& line : message.split('\n')) {
    const Problem told{{}, line.section("; ", 0, 0).toStdString(), line.section("; ", 1).toStdString()};
    lines.append(QString::fromStdString(describe(inWindowWords(told))));
  }
  return lines.join('\n');
}

}  // namespace macadam
