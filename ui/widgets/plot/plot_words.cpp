#include "ui/widgets/plot/plot_words.h"

#include <QLocale>
#include <cmath>

namespace macadam {

QString xText(double x, const QString& title, PlotXFormat format) {
  const QLocale locale;
  switch (format) {
    case PlotXFormat::Count:
      return QString("%1 %2").arg(title, locale.toString(std::llround(x)));
    case PlotXFormat::Number:
      return QString("%1 %2").arg(title, locale.toString(x, 'f', 2));
    case PlotXFormat::Duration:
      break;
  }
  const qint64 seconds = std::llround(x);
  return QString("%1:%2:%3")
      .arg(seconds / 3600)
      .arg(seconds / 60 % 60, 2, 10, QChar('0'))
      .arg(seconds % 60, 2, 10, QChar('0'));
}

QString valueText(double value, const PlotPanel& panel) {
  const bool isTiny = value != 0.0 && std::abs(value) < std::pow(10.0, -panel.decimals + 1);
  return QLocale().toString(value, isTiny ? 'g' : 'f', isTiny ? 3 : panel.decimals) + panel.unit;
}

}  // namespace macadam
