#pragma once

#include "data/split.h"

#include <QCoreApplication>
#include <QLocale>
#include <QString>

namespace macadam {

/// `1 tile`, `12 tiles`.
inline QString tilesText(std::size_t count) {
  if (count == 1) return QCoreApplication::translate("macadam::Data", "1 tile");
  return QCoreApplication::translate("macadam::Data", "%1 tiles").arg(QLocale().toString(qulonglong(count)));
}

/// The set as a badge says it, `Labelled`.
QString subsetName(Subset subset);

}  // namespace macadam
