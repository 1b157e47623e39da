#pragma once

#include "ui/widgets/plot/plot_curve.h"

#include <QPoint>
#include <QString>
#include <vector>

class QCPAxis;
class QCPAxisRect;
class QCPItemText;
class QCPLegend;
class QCPMarginGroup;
class QCustomPlot;

namespace macadam {

struct PlotLook;

/// The panels of a plot, stacked over one x axis, each below its legend. Panels go by their index.
class PlotPanels {
 public:
  explicit PlotPanels(QCustomPlot& plot);

  /// Replaces all panels, which then are to be arranged. Curves and marks in them must have gone before.
  void set(std::vector<PlotPanel> panels);
  const std::vector<PlotPanel>& all() const { return panels_; }
  const PlotPanel& operator[](int panel) const { return panels_[static_cast<std::size_t>(panel)]; }
  int count() const { return static_cast<int>(panels_.size()); }
  /// @returns whether something changes; then they are to be arranged.
  bool setShown(int panel, bool isShown);
  bool isShown(int panel) const { return part(panel).isShown; }
  std::vector<int> shown() const;
  /// The shown one at this height; -1 where there is none.
  int at(const QPoint& place) const;

  QCPAxisRect& rect(int panel) const { return *part(panel).rect; }
  QCPAxis& x(int panel) const;
  QCPAxis& y(int panel) const;
  QCPLegend& legend(int panel) const { return *part(panel).legend; }
  void clearLegends();
  /// As many entries in a row as fit. @param width of the plot.
  void wrapLegends(int width);

  /// They then are to be arranged.
  void setXAxis(const QString& title, PlotXFormat format);
  const QString& xTitle() const { return xTitle_; }
  PlotXFormat xFormat() const { return xFormat_; }
  /// @returns whether it is another one.
  bool setScale(PlotScale scale);
  PlotScale scaleOf(int panel) const;
  /// Of those that are shown.
  void setRange(int panel, PlotExtent x, PlotExtent y);

  /// What is to be said in a panel without values. @returns whether it is another text.
  bool setEmptyText(int panel, const QString& text);
  const QString& emptyText(int panel) const { return part(panel).emptyText; }
  /// Says it now in place of a scale, which without values would say what is not; where empty the scale is shown.
  void showText(int panel, const QString& text);

  /// Lays out those that are shown; the lowest carries the x axis for all.
  void arrange();
  void apply(const PlotLook& look);

 private:
  struct Part {
    QCPAxisRect* rect = nullptr;
    QCPLegend* legend = nullptr;
    bool isShown = true;
    QCPItemText* empty = nullptr;
    QString emptyText;
  };

  Part& part(int panel) { return parts_[static_cast<std::size_t>(panel)]; }
  const Part& part(int panel) const { return parts_[static_cast<std::size_t>(panel)]; }
  Part makePart(const PlotPanel& panel, int row);
  void placeLegend(const Part& part);
  void wrapLegend(QCPLegend& legend, int width);
  void applyXFormat(QCPAxis& x);
  void applyScale();

  QCustomPlot& plot_;
  QCPMarginGroup* margins_;
  std::vector<PlotPanel> panels_;
  std::vector<Part> parts_;
  QString xTitle_;
  PlotXFormat xFormat_ = PlotXFormat::Count;
  PlotScale scale_ = PlotScale::Linear;
};

}  // namespace macadam
