#pragma once

#include <QLocale>
#include <QString>
#include <optional>

namespace macadam {

/// A share as per cent without the sign, `51.9`; a dash where there is none.
inline QString perCentNumber(const std::optional<double>& share, int decimals = 1, const QLocale& locale = QLocale()) {
  return share ? locale.toString(100.0 * *share, 'f', decimals) : QStringLiteral("–");
}

/// `51.9 %`, or a dash.
inline QString perCentText(const std::optional<double>& share, int decimals = 1) {
  return share ? perCentNumber(share, decimals) + QStringLiteral(" %") : perCentNumber(share);
}

}  // namespace macadam
