#pragma once

#include "ui/jobs/newest_wins.h"
#include "ui/widgets/plot/plot_curve.h"
#include "ui/widgets/plot/smoothed_series.h"
#include "ui/widgets/theme.h"

#include <QByteArray>
#include <QElapsedTimer>
#include <QImage>
#include <QPoint>
#include <QSet>
#include <QStringList>
#include <QThreadPool>
#include <QTimer>
#include <QWidget>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

class QCPAbstractLegendItem;
class QCPAxisRect;
class QCPGraph;
class QCPItemLine;
class QCPItemText;
class QCPLegend;
class QCPMarginGroup;
class QCustomPlot;
class QMouseEvent;
class QWheelEvent;

namespace macadam {

class PlotReadout;

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
  ~CurvePlot() override;

  /// Replaces all panels, and with them removes the curves.
  void setPanels(std::vector<PlotPanel> panels);
  const std::vector<PlotPanel>& panels() const { return panels_; }
  void setPanelShown(int panel, bool isShown);
  bool isPanelShown(int panel) const;
  /// What is said in a panel while it shows no value; shown names that are hidden say so by themselves.
  void setEmptyText(int panel, const QString& text);
  /// What is said there now; empty where curves are shown.
  QString shownText(int panel) const;

  /// Adds a curve, or replaces the one of its key.
  void setCurve(PlotCurve curve);
  bool hasCurve(const QString& key) const { return find(key) != nullptr; }
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
  bool isCurveShown(const QString& key) const { return !hidden_.contains(key); }
  /// Keys of what someone hid, whether it is there or not; to be kept.
  QStringList hiddenCurves() const;
  void setHiddenCurves(const QStringList& keys);

  void setSections(std::vector<PlotSection> sections);
  void setXAxis(const QString& title, PlotXFormat format);
  const QString& xTitle() const { return xTitle_; }
  /// 0 shows the values as they are; above, up to below 1, they stay behind the smoothed line, pale.
  void setSmoothing(double weight);
  void setScale(PlotScale scale);

  PlotExtent xRange() const { return xRange_; }
  void setXRange(PlotExtent range);
  /// Shows everything, and follows what comes.
  void fit();
  bool isFollowing() const { return isFollowing_; }

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
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  struct Panel {
    QCPAxisRect* rect = nullptr;
    QCPLegend* legend = nullptr;
    bool isShown = true;
    std::optional<PlotExtent> chosenY;
    std::vector<QCPItemLine*> boundaries;
    QCPItemText* empty = nullptr;
    QString emptyText;
  };
  struct Line {
    PlotCurve curve;
    SmoothedSeries smoothed;
    int edition = 0;  ///< Of the points: another one whenever they are set anew.
    QCPGraph* graph = nullptr;
    QCPGraph* pale = nullptr;
    QCPGraph* best = nullptr;
  };

  struct Smoothed {
    int edition = 0;
    SmoothedSeries series;
  };

  Line* find(const QString& key) const;
  void makeGraphs(Line& line);
  void removeGraphs(Line& line);
  void smooth();
  void takeSmoothed(std::vector<Smoothed> all);
  bool isSmoothed(const Line& line) const;
  void grow(const QString& key, const std::function<void(CurveSeries&)>& grown);
  const CurveSeries& shownPoints(const Line& line) const;
  bool isShown(const Line& line) const;
  bool isCompanion(const Line& line) const;
  bool hasLegendEntry(const Line& line) const;
  const QString& hidingKey(const Line& line) const;
  std::vector<int> shownPanels() const;
  PlotScale scaleOf(int panel) const;

  void schedule();
  void arrange();
  void placeLegend(int panel);
  void applyColours();
  void applyScale();
  void updateRanges();
  PlotExtent wholeX() const;
  PlotExtent drawnX() const;
  PlotExtent yRangeOf(int panel) const;
  void fillGraphs();
  void fill(Line& line, int columns);
  void nameCurves();
  void wrapLegend(const Panel& part);
  void setGround(Ground ground, const QString& title);
  void drawOnPaper(const QString& title, const std::function<void(QSize)>& draw);
  void placeSections();
  void makeEmptyText(Panel& part);
  void showEmptyTexts();

  void press(QMouseEvent* event);
  void move(QMouseEvent* event);
  void zoom(QWheelEvent* event);
  int panelAt(const QPoint& place) const;
  void hover(const QPoint& place);
  QString xText(double x) const;
  QString valueText(int panel, double value) const;
  void legendClicked(QCPAbstractLegendItem* item);

  QCustomPlot* plot_;
  QCPMarginGroup* margins_;
  PlotReadout* readout_;
  std::vector<PlotPanel> panels_;
  std::vector<Panel> parts_;
  std::vector<std::unique_ptr<Line>> lines_;
  QSet<QString> hidden_;
  std::vector<PlotSection> sections_;
  std::vector<QCPItemText*> sectionNames_;
  QString xTitle_;
  PlotXFormat xFormat_ = PlotXFormat::Count;
  double smoothing_ = 0.0;
  int editions_ = 0;
  QThreadPool smoothingThread_;
  NewestWins<std::vector<Smoothed>> smoothingJob_;
  PlotScale scale_ = PlotScale::Linear;
  PlotExtent xRange_{0.0, 1.0};
  Ground ground_ = Ground::Window;
  bool isFollowing_ = true;
  bool isDirty_ = true;
  QTimer timer_;
  QElapsedTimer sinceDrawn_;
  std::optional<QPoint> dragged_;  ///< Where the pointer was when the plot was last moved by it.
  std::optional<QPoint> pointer_;
};

}  // namespace macadam
