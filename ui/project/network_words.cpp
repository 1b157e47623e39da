#include "ui/project/network_words.h"

#include <QRegularExpression>

namespace macadam {

QString networkWords(const std::string& name) {
  static const QRegularExpression kNumbered("\\b(teacher|student)(\\d+)\\b");
  return QString::fromStdString(name).replace(kNumbered, "\\1 \\2");
}

}  // namespace macadam
