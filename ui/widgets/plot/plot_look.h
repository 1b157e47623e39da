#pragma once

#include "ui/widgets/theme.h"

#include <QColor>
#include <QFont>

class QWidget;

namespace macadam {

/// What a plot is painted with.
struct PlotLook {
  Ground ground = Ground::Window;
  QColor back;
  QColor text;
  QColor mutedText;
  QColor tickText;
  QColor border;
  QColor grid;
  QFont small;
};

/// That of a plot in a widget's palette and font, or as it goes on paper.
PlotLook plotLook(const QWidget& widget, Ground ground);

}  // namespace macadam
