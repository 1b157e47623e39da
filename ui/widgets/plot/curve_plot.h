#pragma once

#include "ui/widgets/plot/plot_curve.h"
#include "ui/widgets/plot/plot_curves.h"
#include "ui/widgets/plot/plot_lines.h"
#include "ui/widgets/plot/plot_look.h"
#include "ui/widgets/plot/plot_panels.h"
#include "ui/widgets/plot/plot_view.h"
#include "ui/widgets/plot/section_marks.h"
#include "ui/widgets/theme.h"

#include <QByteArray>
#include <QElapsedTimer>
#include <QImage>
#include <QStringList>
#include <QTimer>
#include <QWidget>
#include <optional>
#include <vector>

class QCPAbstractLegendItem;
class QCustomPlot;

namespace macadam {

class PlotPaper;
class PlotPointer;

/// Curves in panels that are stacked over one x axis, for any number of points.
///
/// The wheel zooms at the pointer, over a y axis that axis; dragging pans; a double click shows everything again and
/// follows what is appended. A click into a legend hides a curve. It draws 30 times a second at most, and only while
/// it is seen; y follows what is in view unless someone zoomed it.
///
/// Use: `setPanels`, then `setCurve` for each line, then `append` as values come.
class CurvePlot : public QWidget {
  Q_OBJECT

 public:
  explicit CurvePlot(QWidget* parent = nullptr);

  /// Replaces all panels, and with them removes the curves.
  void setPanels(std::vector<PlotPanel> panels);
  const std::vector<PlotPanel>& panels() const { return panels_.all(); }
  void setPanelShown(int panel, bool isShown);
  bool isPanelShown(int panel) const { return panels_.isShown(panel); }
  /// What is said in a panel while it shows no value; shown names that are hidden say so by themselves.
  void setEmptyText(int panel, const QString& text);
  /// What is said there now; empty where curves are shown.
  QString shownText(int panel) const;

  /// Adds a curve, or replaces the one of its key.
  void setCurve(PlotCurve curve);
  bool hasCurve(const QString& key) const { return curves_.find(key) != nullptr; }
  /// To a curve that is there.
  void append(const QString& key, double x, double y);
  /// Ends its line; it goes on with a point at `x`, which is to follow at once.
  void appendBreak(const QString& key, double x);
  /// Marks this value of a curve that is there.
  void setBest(const QString& key, std::optional<PlotPoint> best);
  void removeCurve(const QString& key);
  void clearCurves();
  std::vector<PlotCurve> curves() const;
  void setCurveShown(const QString& key, bool isShown);
  bool isCurveShown(const QString& key) const { return !curves_.isHidden(key); }
  /// Keys of what someone hid, whether it is there or not; to be kept.
  QStringList hiddenCurves() const { return curves_.hidden(); }
  void setHiddenCurves(const QStringList& keys);

  void setSections(std::vector<PlotSection> sections);
  void setXAxis(const QString& title, PlotXFormat format);
  const QString& xTitle() const { return panels_.xTitle(); }
  /// 0 shows the values as they are; above, up to below 1, they stay behind the smoothed line, pale.
  void setSmoothing(double weight);
  void setScale(PlotScale scale);

  PlotExtent xRange() const { return view_.x(); }
  void setXRange(PlotExtent range);
  /// Shows everything, and follows what comes.
  void fit();
  bool isFollowing() const { return view_.isFollowing(); }

  /// Of the curves that are shown, at `x`; the smoothed values where there is smoothing.
  std::vector<PlotReading> readingsAt(double x) const;

  /// The curves that are shown, for a paper: always on white and of one width, legends above the panels.
  /// @param title above all; none where it is empty.
  QImage picture(const QString& title);
  QByteArray pdf(const QString& title);

  /// Draws at once what would be drawn soon.
  void drawNow();

 Q_SIGNALS:
  void curveShownChanged(const QString& key, bool isShown);

 protected:
  void showEvent(QShowEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void schedule();
  void arrange();
  void applyLook();
  PlotLook look() const { return plotLook(*this, ground_); }
  void updateRanges();
  void nameCurves();
  void showEmptyTexts();
  void fill();
  void setGround(Ground ground);
  PlotPaper paper(const QString& title);
  void legendClicked(QCPAbstractLegendItem* item);

  QCustomPlot* plot_;
  PlotPanels panels_;
  PlotCurves curves_;
  PlotLines lines_;
  SectionMarks sections_;
  PlotView view_;
  PlotPointer* pointer_;
  Ground ground_ = Ground::Window;
  bool isDirty_ = true;
  QTimer timer_;
  QElapsedTimer sinceDrawn_;
};

}  // namespace macadam
