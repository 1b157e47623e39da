#pragma once

#include "eval/measures.h"

#include <QString>
#include <QStringList>
#include <functional>
#include <span>

namespace macadam {

using ScoreNumber = std::function<QString(const std::optional<double>& share)>;

/// `IoU 51.9, F1 60.0`: some measures by their `name`, each with what `number` makes of its value.
inline QString scoreText(const RoadMetrics& metrics, std::span<const Measure* const> measures,
                         const ScoreNumber& number, const QString& between = QStringLiteral(", "),
                         const char* Measure::*name = &Measure::name) {
  QStringList scores;
  for (const Measure* measure : measures) {
    scores.append(QString("%1 %2").arg(QLatin1String(measure->*name), number(metrics.*measure->value)));
  }
  return scores.join(between);
}

/// Whether all those that are told in a line are defined.
inline bool areTold(const RoadMetrics& metrics) {
  return std::ranges::all_of(kToldMeasures, [&](const Measure* each) { return (metrics.*each->value).has_value(); });
}

}  // namespace macadam
