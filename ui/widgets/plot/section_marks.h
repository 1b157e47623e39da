#pragma once

#include "ui/widgets/plot/plot_curve.h"

#include <vector>

class QCPItemLine;
class QCPItemText;
class QCustomPlot;

namespace macadam {

class PlotPanels;
struct PlotLook;

/// The sections of a plot's x axis: a line through each panel where one begins, and above the first panel their names.
class SectionMarks {
 public:
  SectionMarks(QCustomPlot& plot, const PlotPanels& panels) : plot_(plot), panels_(panels) {}

  /// @returns whether they are others; then they need a look.
  bool set(std::vector<PlotSection> sections);
  void apply(const PlotLook& look);
  /// Puts each name over its section, as much of it as there is room for, once the axes have their places.
  void place();

 private:
  QCPItemLine* makeBoundary(int panel, double from);
  QCPItemText* makeName();

  QCustomPlot& plot_;
  const PlotPanels& panels_;
  std::vector<PlotSection> sections_;
  std::vector<std::vector<QCPItemLine*>> boundaries_;  ///< Of each section, in all panels.
  std::vector<QCPItemText*> names_;                    ///< Of each section.
};

}  // namespace macadam
