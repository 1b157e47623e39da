#include "ui/widgets/plot/curve_plot.h"

#include "ui/widgets/plot/plot_readout.h"
#include "ui/widgets/qcustomplot.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace macadam {
namespace {

constexpr int kFrameMilliseconds = 33;

}  // namespace

CurvePlot::CurvePlot(QWidget* parent)
    : QWidget(parent),
      plot_(new QCustomPlot(this)),
      smoothingJob_(
          smoothingThread_, Overtaken::Shown, [this](std::vector<Smoothed> all) { takeSmoothed(std::move(all)); },
          [](const QList<Problem>&) {}) {  // the curves stay as they are
  plot_->plotLayout()->clear();
  plot_->setAccessibleName(tr("Curves"));
  plot_->setMinimumSize(200, 120);
  plot_->plotLayout()->setRowSpacing(4);
  margins_ = new QCPMarginGroup(plot_);
  readout_ = new PlotReadout(plot_);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(plot_);

  timer_.setSingleShot(true);
  connect(&timer_, &QTimer::timeout, this, &CurvePlot::drawNow);
  // How many pixels there are is known when the axes have found their places, just before the curves are drawn.
  connect(plot_, &QCustomPlot::afterLayout, this, &CurvePlot::fillGraphs);
  connect(plot_, &QCustomPlot::mousePress, this, &CurvePlot::press);
  connect(plot_, &QCustomPlot::mouseMove, this, &CurvePlot::move);
  connect(plot_, &QCustomPlot::mouseRelease, this, [this] { dragged_.reset(); });
  connect(plot_, &QCustomPlot::mouseDoubleClick, this, &CurvePlot::fit);
  connect(plot_, &QCustomPlot::mouseWheel, this, &CurvePlot::zoom);
  connect(plot_, &QCustomPlot::legendClick, this,
          [this](QCPLegend*, QCPAbstractLegendItem* item) { legendClicked(item); });
  connect(&Theme::instance(), &Theme::changed, this, &CurvePlot::applyColours);
  smoothingThread_.setMaxThreadCount(1);
  plot_->installEventFilter(this);
}

CurvePlot::~CurvePlot() = default;

void CurvePlot::setPanels(std::vector<PlotPanel> panels) {
  clearCurves();
  setSections({});
  plot_->plotLayout()->clear();
  for (const Panel& part : parts_) {
    plot_->removeItem(part.empty);
    if (!part.isShown) delete part.rect;
  }
  panels_ = std::move(panels);
  parts_.clear();
  for (const PlotPanel& panel : panels_) {
    Panel part;
    part.rect = new QCPAxisRect(plot_);
    plot_->plotLayout()->addElement(static_cast<int>(parts_.size()), 0, part.rect);  // where items look for one
    part.rect->setRangeDrag({});
    part.rect->setRangeZoom({});
    part.rect->setMarginGroup(QCP::msLeft, margins_);
    part.rect->setMinimumMargins(QMargins(4, 4, 12, 4));
    part.rect->axis(QCPAxis::atLeft)->setLabel(panel.title);
    part.legend = new QCPLegend;
    part.rect->insetLayout()->addElement(part.legend, Qt::AlignRight);
    part.legend->setLayer("legend");
    part.legend->setFillOrder(QCPLegend::foColumnsFirst);
    part.legend->setWrap(3);
    part.legend->setRowSpacing(0);
    makeEmptyText(part);
    parts_.push_back(part);
  }
  arrange();
}

void CurvePlot::setPanelShown(int panel, bool isShown) {
  Panel& part = parts_[static_cast<std::size_t>(panel)];
  if (part.isShown == isShown) return;
  part.isShown = isShown;
  arrange();
}

bool CurvePlot::isPanelShown(int panel) const {
  return parts_[static_cast<std::size_t>(panel)].isShown;
}

CurvePlot::Line* CurvePlot::find(const QString& key) const {
  const auto line = std::ranges::find(lines_, key, [](const auto& each) { return each->curve.key; });
  return line == lines_.end() ? nullptr : line->get();
}

void CurvePlot::setCurve(PlotCurve curve) {
  Line* line = find(curve.key);
  if (line == nullptr) {
    lines_.push_back(std::make_unique<Line>());
    line = lines_.back().get();
  } else {
    removeGraphs(*line);
  }
  const bool wasSmoothed = isSmoothed(*line);
  const bool hasOnlyGrown = curve.points.beginsWith(line->curve.points);
  line->curve = std::move(curve);
  if (!hasOnlyGrown) {
    line->smoothed = SmoothedSeries();
    line->edition = ++editions_;
  } else if (wasSmoothed) {
    line->smoothed.follow(line->curve.points);
  }
  makeGraphs(*line);
  smooth();
  schedule();
}

void CurvePlot::append(const QString& key, double x, double y) {
  grow(key, [&](CurveSeries& points) { points.append(x, y); });
}

void CurvePlot::appendBreak(const QString& key, double x) {
  grow(key, [&](CurveSeries& points) { points.appendBreak(x); });
}

void CurvePlot::grow(const QString& key, const std::function<void(CurveSeries&)>& grown) {
  Line* line = find(key);
  const bool wasSmoothed = isSmoothed(*line);
  grown(line->curve.points);
  if (wasSmoothed) line->smoothed.follow(line->curve.points);
  schedule();
}

void CurvePlot::setBest(const QString& key, std::optional<PlotPoint> best) {
  PlotCurve& curve = find(key)->curve;
  if (curve.best == best) return;
  curve.best = best;
  schedule();
}

void CurvePlot::removeCurve(const QString& key) {
  const auto line = std::ranges::find(lines_, key, [](const auto& each) { return each->curve.key; });
  if (line == lines_.end()) return;
  removeGraphs(**line);
  lines_.erase(line);
  schedule();
}

void CurvePlot::clearCurves() {
  for (const auto& line : lines_) removeGraphs(*line);
  lines_.clear();
  schedule();
}

std::vector<PlotCurve> CurvePlot::curves() const {
  std::vector<PlotCurve> curves;
  for (const auto& line : lines_) curves.push_back(line->curve);
  return curves;
}

void CurvePlot::setCurveShown(const QString& key, bool isShown) {
  if (isShown == isCurveShown(key)) return;
  if (isShown) {
    hidden_.remove(key);
  } else {
    hidden_.insert(key);
  }
  schedule();
  Q_EMIT curveShownChanged(key, isShown);
}

QStringList CurvePlot::hiddenCurves() const {
  QStringList keys(hidden_.begin(), hidden_.end());
  keys.sort();
  return keys;
}

void CurvePlot::setHiddenCurves(const QStringList& keys) {
  hidden_ = QSet<QString>(keys.begin(), keys.end());
  schedule();
}

void CurvePlot::setXAxis(const QString& title, PlotXFormat format) {
  xTitle_ = title;
  xFormat_ = format;
  arrange();
}

void CurvePlot::setScale(PlotScale scale) {
  if (scale_ == scale) return;
  scale_ = scale;
  for (Panel& part : parts_) part.chosenY.reset();
  applyScale();
  schedule();
}

void CurvePlot::setXRange(PlotExtent range) {
  if (!(range.low < range.high)) return;
  xRange_ = range;
  isFollowing_ = false;
  schedule();
}

void CurvePlot::fit() {
  isFollowing_ = true;
  for (Panel& part : parts_) part.chosenY.reset();
  schedule();
}

std::vector<PlotReading> CurvePlot::readingsAt(double x) const {
  std::vector<PlotReading> readings;
  for (const auto& line : lines_) {
    if (!isShown(*line)) continue;
    if (const auto point = shownPoints(*line).nearest(x)) readings.push_back({line->curve.key, point->x, point->y});
  }
  return readings;
}

void CurvePlot::schedule() {
  isDirty_ = true;
  if (!isVisible() || timer_.isActive()) return;
  const qint64 elapsed = sinceDrawn_.isValid() ? sinceDrawn_.elapsed() : kFrameMilliseconds;
  timer_.start(static_cast<int>(std::max<qint64>(0, kFrameMilliseconds - elapsed)));
}

void CurvePlot::drawNow() {
  timer_.stop();
  isDirty_ = false;
  updateRanges();
  nameCurves();
  showEmptyTexts();
  plot_->replot(QCustomPlot::rpQueuedRefresh);
  if (pointer_) hover(*pointer_);
  sinceDrawn_.start();
}

void CurvePlot::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (isDirty_) schedule();
}

void CurvePlot::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange) applyColours();
}

}  // namespace macadam
