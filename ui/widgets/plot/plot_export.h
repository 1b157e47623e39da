#pragma once

#include <QString>

namespace macadam {

class CurvePlot;
class Jobs;

enum class PlotFile { Png, Pdf, Csv };

/// Asks where, and saves the plot as it goes into a paper, or the values of its curves. The file is written in the
/// background.
/// @param title above the picture; none where it is empty.
/// @param name proposed for the file.
void exportPlot(CurvePlot& plot, PlotFile kind, const QString& title, const QString& name, Jobs& jobs);

}  // namespace macadam
