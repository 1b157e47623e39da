#pragma once

#include "data/split.h"

#include <QColor>
#include <QPainter>
#include <QRect>
#include <QString>

namespace macadam {

/// Black or white, whichever is read more easily on `ground`.
QColor textOn(const QColor& ground);

/// The set's name on its colour, or only the first letter where `width` is too small for it; returns where it was
/// drawn.
QRect paintSubsetBadge(QPainter& painter, QPoint corner, int width, Subset subset);

enum class Mark { Locked, Problem };

/// A small round sign whose upper right corner is `corner`.
QRect paintMark(QPainter& painter, QPoint corner, Mark mark);

}  // namespace macadam
