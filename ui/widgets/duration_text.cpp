#include "ui/widgets/duration_text.h"

#include "base/duration_text.h"

namespace macadam {

QString spentTime(double seconds) {
  return QString::fromStdString(spentText(seconds));
}

QString roughTime(double seconds) {
  return QString::fromStdString(roughText(seconds));
}

QString remainingTime(double seconds) {
  return QString::fromStdString(remainingText(seconds));
}

}  // namespace macadam
