#include "ui/widgets/plot/curve_plot.h"

#include "ui/widgets/plot/paper_size.h"
#include "ui/widgets/plot/plot_paper.h"
#include "ui/widgets/plot/plot_pointer.h"
#include "ui/widgets/plot/plot_ranges.h"
#include "ui/widgets/qcustomplot.h"

#include <QEvent>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace macadam {
namespace {

constexpr int kFrameMilliseconds = 33;

QCustomPlot* makePlot(QWidget* parent) {
  auto* plot = new QCustomPlot(parent);
  plot->plotLayout()->clear();
  plot->setAccessibleName(CurvePlot::tr("Curves"));
  plot->setMinimumSize(200, 120);
  plot->plotLayout()->setRowSpacing(4);
  return plot;
}

}  // namespace

CurvePlot::CurvePlot(QWidget* parent)
    : QWidget(parent),
      plot_(makePlot(this)),
      panels_(*plot_),
      curves_([this] { schedule(); }),
      lines_(*plot_, panels_, curves_),
      sections_(*plot_, panels_),
      pointer_(new PlotPointer(*plot_, panels_, curves_, view_, this)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(plot_);

  timer_.setSingleShot(true);
  connect(&timer_, &QTimer::timeout, this, &CurvePlot::drawNow);
  // How many pixels there are is known when the axes have found their places, just before the curves are drawn.
  connect(plot_, &QCustomPlot::afterLayout, this, &CurvePlot::fill);
  connect(plot_, &QCustomPlot::mouseDoubleClick, this, &CurvePlot::fit);
  connect(plot_, &QCustomPlot::legendClick, this,
          [this](QCPLegend*, QCPAbstractLegendItem* item) { legendClicked(item); });
  connect(pointer_, &PlotPointer::viewChanged, this, &CurvePlot::schedule);
  connect(&Theme::instance(), &Theme::changed, this, &CurvePlot::applyLook);
}

void CurvePlot::setPanels(std::vector<PlotPanel> panels) {
  clearCurves();
  setSections({});
  panels_.set(std::move(panels));
  view_.forgetY();
  arrange();
}

void CurvePlot::setPanelShown(int panel, bool isShown) {
  if (panels_.setShown(panel, isShown)) arrange();
}

void CurvePlot::setEmptyText(int panel, const QString& text) {
  if (panels_.setEmptyText(panel, text)) schedule();
}

QString CurvePlot::shownText(int panel) const {
  bool hasHidden = false;
  for (const SmoothedCurve& each : curves_.all()) {
    if (each.curve.panel != panel || each.curve.points.isEmpty()) continue;
    if (curves_.isShown(each.curve)) return {};
    hasHidden = true;
  }
  return hasHidden ? tr("Hidden: click a name above to show it") : panels_.emptyText(panel);
}

void CurvePlot::setCurve(PlotCurve curve) {
  const QString key = curve.key;
  lines_.remove(key);
  curves_.set(std::move(curve));
  lines_.add(curves_.find(key)->curve);
  applyLook();
}

void CurvePlot::append(const QString& key, double x, double y) {
  curves_.append(key, x, y);
  schedule();
}

void CurvePlot::appendBreak(const QString& key, double x) {
  curves_.appendBreak(key, x);
  schedule();
}

void CurvePlot::setBest(const QString& key, std::optional<PlotPoint> best) {
  if (curves_.setBest(key, best)) schedule();
}

void CurvePlot::removeCurve(const QString& key) {
  lines_.remove(key);
  if (curves_.remove(key)) schedule();
}

void CurvePlot::clearCurves() {
  lines_.clear();
  curves_.clear();
  schedule();
}

std::vector<PlotCurve> CurvePlot::curves() const {
  std::vector<PlotCurve> curves;
  for (const SmoothedCurve& each : curves_.all()) curves.push_back(each.curve);
  return curves;
}

void CurvePlot::setCurveShown(const QString& key, bool isShown) {
  if (isShown == isCurveShown(key)) return;
  curves_.setHidden(key, !isShown);
  schedule();
  Q_EMIT curveShownChanged(key, isShown);
}

void CurvePlot::setHiddenCurves(const QStringList& keys) {
  curves_.setHidden(keys);
  schedule();
}

void CurvePlot::setSections(std::vector<PlotSection> sections) {
  if (sections_.set(std::move(sections))) applyLook();
}

void CurvePlot::setXAxis(const QString& title, PlotXFormat format) {
  panels_.setXAxis(title, format);
  arrange();
}

void CurvePlot::setSmoothing(double weight) {
  if (curves_.setSmoothing(weight)) schedule();
}

void CurvePlot::setScale(PlotScale scale) {
  if (!panels_.setScale(scale)) return;
  view_.forgetY();
  schedule();
}

void CurvePlot::setXRange(PlotExtent range) {
  if (view_.lookAt(range)) schedule();
}

void CurvePlot::fit() {
  view_.fit();
  schedule();
}

std::vector<PlotReading> CurvePlot::readingsAt(double x) const {
  return curves_.readingsAt(x, panels_.shown());
}

QImage CurvePlot::picture(const QString& title) {
  QImage image = paper(title).picture();
  setGround(Ground::Window);
  return image;
}

QByteArray CurvePlot::pdf(const QString& title) {
  QByteArray bytes = paper(title).pdf();
  setGround(Ground::Window);
  return bytes;
}

PlotPaper CurvePlot::paper(const QString& title) {
  setGround(Ground::Paper);
  return PlotPaper(*plot_, title, font(), static_cast<int>(panels_.shown().size()));
}

/// Builds legends anew: which entries they have, and thereby their order, depends on the ground.
void CurvePlot::setGround(Ground ground) {
  ground_ = ground;
  panels_.clearLegends();
  arrange();
  updateRanges();
  nameCurves();
}

void CurvePlot::arrange() {
  panels_.arrange();
  applyLook();
}

void CurvePlot::applyLook() {
  const PlotLook look = this->look();
  plot_->setBackground(look.back);
  panels_.apply(look);
  sections_.apply(look);
  lines_.apply(look);
  schedule();
}

void CurvePlot::updateRanges() {
  view_.setWhole(curves_.wholeX());
  const PlotExtent x = withRoomForMarks(view_.x());
  for (const int panel : panels_.shown()) {
    const auto chosen = view_.chosenY(panel);
    panels_.setRange(
        panel, x,
        chosen ? *chosen : curves_.valueRange(panel, view_.x(), panels_.scaleOf(panel), panels_[panel].isPercentage()));
  }
}

void CurvePlot::nameCurves() {
  lines_.name(look());
  panels_.wrapLegends(ground_ == Ground::Paper ? kPaperWidth : plot_->width());
}

void CurvePlot::showEmptyTexts() {
  for (int panel = 0; panel < panels_.count(); ++panel) panels_.showText(panel, shownText(panel));
}

void CurvePlot::fill() {
  lines_.fill(withRoomForMarks(view_.x()), look());
  sections_.place();
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
  pointer_->readAgain();
  sinceDrawn_.start();
}

void CurvePlot::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (isDirty_) schedule();
}

void CurvePlot::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange) applyLook();
}

void CurvePlot::legendClicked(QCPAbstractLegendItem* item) {
  auto* entry = qobject_cast<QCPPlottableLegendItem*>(item);
  if (entry == nullptr) return;
  const QString key = lines_.keyOf(entry->plottable());
  if (!key.isEmpty()) setCurveShown(key, !isCurveShown(key));
}

}  // namespace macadam
