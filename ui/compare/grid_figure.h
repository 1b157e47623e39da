#pragma once

#include "ui/compare/legend_bar.h"

#include <QImage>
#include <QList>
#include <QString>
#include <QStringList>

class QPainter;

namespace macadam {

/// One picture of a figure.
struct GridCell {
  QString title;    ///< Above it.
  QString caption;  ///< Below it.
  QImage image;
};

/// Pictures in rows and columns with their names, for a paper.
struct GridFigure {
  int columns = 1;
  QList<GridCell> cells;     ///< Row by row.
  QStringList columnTitles;  ///< Over the first row; empty where cells have their own titles.
  QStringList rowTitles;     ///< Upright at the left; may be empty.
  QList<LegendEntry> legend;
};

/// The figure's size in points, for cells that are `cellWidth` points wide.
QSizeF figureSize(const GridFigure& figure, double cellWidth);

/// Draws it with a painter whose unit is a point: black lettering on white.
void paintFigure(QPainter& painter, const GridFigure& figure, double cellWidth);

/// Writes it as PDF, with lettering that can be searched and scaled, or as PNG, by the file's ending.
/// @throws Error naming the file that cannot be written.
void writeFigure(const GridFigure& figure, const QString& file);

}  // namespace macadam
