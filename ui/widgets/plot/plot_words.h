#pragma once

#include "ui/widgets/plot/plot_curve.h"

#include <QString>

namespace macadam {

/// A place on the x axis, as a read-out names it.
QString xText(double x, const QString& title, PlotXFormat format);

/// A value with the decimals and unit of its panel; one too small for them with three digits.
QString valueText(double value, const PlotPanel& panel);

}  // namespace macadam
