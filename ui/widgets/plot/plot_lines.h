#pragma once

#include "ui/widgets/plot/plot_curve.h"

#include <QString>
#include <map>

class QCPAbstractPlottable;
class QCPGraph;
class QCustomPlot;

namespace macadam {

class PlotCurves;
class PlotPanels;
struct PlotLook;
struct SmoothedCurve;

/// The curves of a plot as graphs in its panels: a line, behind it pale its values where it is smoothed, and the mark
/// of its best value; and their entries in the legends.
class PlotLines {
 public:
  PlotLines(QCustomPlot& plot, const PlotPanels& panels, const PlotCurves& curves)
      : plot_(plot), panels_(panels), curves_(curves) {}

  /// Draws a curve from now on; it needs a look.
  void add(const PlotCurve& curve);
  void remove(const QString& key);
  void clear();
  void apply(const PlotLook& look);
  /// Takes the points between two places of x, thinned to the pixels that there are, once the axes have their places.
  void fill(PlotExtent x, const PlotLook& look);
  /// Brings the legends up to date.
  void name(const PlotLook& look);
  /// Of the curve whose line this is; empty where it is none.
  QString keyOf(const QCPAbstractPlottable* plottable) const;

 private:
  struct Graphs {
    QCPGraph* pale = nullptr;
    QCPGraph* line = nullptr;
    QCPGraph* best = nullptr;
  };

  QCPGraph* addGraph(int panel);
  void fill(const SmoothedCurve& each, PlotExtent x, const PlotLook& look);
  bool hasLegendEntry(const PlotCurve& curve, const PlotLook& look) const;

  QCustomPlot& plot_;
  const PlotPanels& panels_;
  const PlotCurves& curves_;
  std::map<QString, Graphs> graphs_;  ///< By the keys of the curves.
};

}  // namespace macadam
