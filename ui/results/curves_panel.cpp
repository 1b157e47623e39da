#include "ui/results/curves_panel.h"

#include "ui/project/network_words.h"
#include "ui/project/run_names.h"
#include "ui/results/run_words.h"
#include "ui/widgets/menu_mnemonics.h"
#include "ui/widgets/plot/curve_plot.h"
#include "ui/widgets/plot/plot_export.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <utility>

namespace macadam {
namespace {

constexpr int kRedrawMilliseconds = 100;
constexpr double kLossSmoothing = 0.9;
constexpr int kMainNetwork = 0, kEveryNetwork = 1, kFirstNamed = 2;

/// A style for each teacher.
Qt::PenStyle styleOf(const std::string& network) {
  constexpr std::array kStyles{Qt::DashLine, Qt::DotLine, Qt::DashDotLine, Qt::DashDotDotLine};
  const auto name = std::ranges::find(kRoleNames, network);
  const auto number = static_cast<std::size_t>(name - kRoleNames.begin());
  const bool isTeacher = name != kRoleNames.end() && number > 0;
  return isTeacher ? kStyles[(number - 1) % kStyles.size()] : Qt::SolidLine;
}

}  // namespace

CurvesPanel::CurvesPanel(Jobs& jobs, QWidget* parent)
    : QWidget(parent),
      store_(jobs),
      metric_(new QComboBox(this)),
      network_(new QComboBox(this)),
      axis_(new QComboBox(this)),
      hint_(new QLabel(this)),
      plot_(new CurvePlot(this)) {
  metric_->setAccessibleName(tr("Measure"));
  metric_->setToolTip(tr("What is drawn"));
  for (const Measure* measure : kCurveMeasures) {
    metric_->addItem(tr(measure->title), static_cast<int>(panelOf(*measure)));
  }
  metric_->addItem(tr("Loss"), static_cast<int>(MonitorPanel::Loss));
  network_->setAccessibleName(tr("Network"));
  network_->setToolTip(tr("Whose curves are drawn"));
  network_->addItems({tr("Main network"), tr("Every network")});
  axis_->setObjectName("curves-axis");
  axis_->setAccessibleName(tr("Horizontal axis"));
  axis_->setToolTip(
      tr("The run’s iterations, or those that each network was trained for: a student that begins behind "
         "its teachers then begins at 0"));
  axis_->addItems({tr("by iteration of the run"), tr("by the network’s own iteration")});
  hint_->setWordWrap(true);

  auto* top = new QHBoxLayout;
  top->addWidget(metric_);
  top->addWidget(network_);
  top->addWidget(axis_);
  top->addWidget(hint_, 1);
  top->addWidget(makeExportButton(jobs));
  auto* layout = new QVBoxLayout(this);
  layout->addLayout(top);
  layout->addWidget(plot_, 1);

  redraw_.setSingleShot(true);
  redraw_.setInterval(kRedrawMilliseconds);
  connect(&redraw_, &QTimer::timeout, this, [this] {
    offerNetworks();
    draw();
  });
  connect(&store_, &CurveStore::ready, this, [this] {
    if (!redraw_.isActive()) redraw_.start();
  });
  redrawGrown_.setSingleShot(true);
  redrawGrown_.setInterval(kRedrawMilliseconds);
  connect(&redrawGrown_, &QTimer::timeout, this, &CurvesPanel::drawGrown);
  connect(&store_, &CurveStore::grown, this, [this](const RunFolder& run) {
    grown_.insert(run.path());
    if (isVisible() && !redrawGrown_.isActive()) redrawGrown_.start();
  });
  connect(metric_, &QComboBox::currentIndexChanged, this, &CurvesPanel::changeMetric);
  connect(network_, &QComboBox::currentIndexChanged, this, &CurvesPanel::draw);
  connect(axis_, &QComboBox::currentIndexChanged, this, &CurvesPanel::changeAxis);
  changeAxis();
  changeMetric();
}

QToolButton* CurvesPanel::makeExportButton(Jobs& jobs) {
  export_ = new QToolButton(this);
  export_->setText(tr("Export"));
  export_->setToolTip(tr("Save curves or values"));
  export_->setAccessibleName(tr("Export curves"));
  export_->setPopupMode(QToolButton::InstantPopup);
  auto* menu = new QMenu(export_);
  export_->setMenu(menu);
  const auto add = [&](PlotFile kind, const char* name, const QString& text, const QString& keys, const QString& tip) {
    QAction* action = menu->addAction(
        text, this, [this, kind, &jobs] { exportPlot(*plot_, kind, {}, metric_->currentText(), jobs); });
    action->setObjectName(name);
    action->setShortcut(keys);
    action->setStatusTip(tip);
    exports_.append(action);
  };
  add(PlotFile::Png, "results.exportPng", tr("Export curves as PNG…"), tr("Ctrl+Alt+I"),
      tr("Save the curves on white, as a picture"));
  add(PlotFile::Pdf, "results.exportPdf", tr("Export curves as PDF…"), tr("Ctrl+Alt+P"),
      tr("Save the curves on white, for a paper"));
  add(PlotFile::Csv, "results.exportCsv", tr("Export values as CSV…"), tr("Ctrl+Alt+V"),
      tr("Save the values of all curves as a table"));
  giveMnemonics(*menu);
  return export_;
}

void CurvesPanel::setRuns(const std::vector<RunRecord>& runs) {
  runs_ = runs;
  if (!isVisible()) return;
  store_.want(runs_);
  redraw_.start();
}

void CurvesPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  store_.want(runs_);
  redraw_.start();
  enableExports();
}

void CurvesPanel::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  enableExports();
}

void CurvesPanel::addEvents(const RunFolder& run, const std::vector<Event>& events) {
  store_.add(run, events);
}

void CurvesPanel::offerNetworks() {
  std::set<std::string> names;
  for (const RunRecord& run : runs_) {
    if (const RunCurves* curves = store_.find(run.folder)) {
      for (const std::string& network : curves->networks()) names.insert(network);
    }
  }
  const QString chosen = network_->currentText();
  const QSignalBlocker quiet(network_);
  while (network_->count() > kFirstNamed) network_->removeItem(kFirstNamed);
  for (const std::string& name : names) network_->addItem(networkWords(name), QString::fromStdString(name));
  network_->setCurrentIndex(std::max(0, network_->findText(chosen)));
}

std::vector<std::string> CurvesPanel::networksOf(const RunRecord& run) const {
  const int choice = network_->currentIndex();
  if (measured() == MonitorPanel::Loss || choice == kMainNetwork) return {mainPart(run.spec.method).name};
  if (choice != kEveryNetwork) return {network_->currentData().toString().toStdString()};
  const RunCurves* curves = store_.find(run.folder);
  return curves != nullptr ? curves->networks() : std::vector<std::string>{};
}

void CurvesPanel::draw() {
  const std::set<QString> before = std::exchange(drawn_, {});
  for (std::size_t place = 0; place < runs_.size(); ++place) drawRun(place);
  for (const QString& key : before) {
    if (!drawn_.contains(key)) plot_->removeCurve(key);
  }
  describe();
}

void CurvesPanel::drawRun(std::size_t place) {
  const RunRecord& run = runs_[place];
  const RunCurves* curves = store_.find(run.folder);
  if (curves == nullptr) return;
  const bool isLoss = measured() == MonitorPanel::Loss;
  const QString name = runName(run, runs_);
  const std::vector<std::string> networks = networksOf(run);
  for (const std::string& network : networks) {
    drawNetwork(*curves, network,
                {.key = QString::fromStdString(run.folder.path().string()) + '\n' + QString::fromStdString(network),
                 .name = networks.size() > 1 ? tr("%1, %2").arg(name, networkWords(network)) : name,
                 .colour = static_cast<int>(place),
                 .style = isLoss ? Qt::SolidLine : styleOf(network),
                 .smooths = isLoss,
                 .marksPoints = !isLoss});
  }
}

/// Its training, and, behind that, the level line of a network that is frozen then.
void CurvesPanel::drawNetwork(const RunCurves& curves, const std::string& network, PlotCurve look) {
  const auto draw = [this](PlotCurve curve) {
    if (curve.points.isEmpty()) return;
    drawn_.insert(curve.key);
    plot_->setCurve(std::move(curve));
  };
  PlotCurve frozen = look;
  frozen.key += "\nfrozen";
  frozen.name = tr("%1, frozen").arg(look.name);
  frozen.marksPoints = false;
  frozen.companionOf = look.key;
  frozen.points = curves.frozenPoints(measured(), network, axis());
  look.points = curves.points(measured(), network, axis());
  draw(std::move(look));
  draw(std::move(frozen));
}

/// A long run in training must not cost the curves of all others again.
void CurvesPanel::drawGrown() {
  for (std::size_t place = 0; place < runs_.size(); ++place) {
    if (grown_.contains(runs_[place].folder.path())) drawRun(place);
  }
  grown_.clear();
  describe();
}

/// Another measure has another axis.
void CurvesPanel::changeMetric() {
  drawn_.clear();
  const bool isLoss = measured() == MonitorPanel::Loss;
  plot_->setPanels(
      {isLoss ? PlotPanel{.title = tr("Loss")}
              : PlotPanel{.title = tr("%1, %").arg(metric_->currentText()), .decimals = 2, .unit = tr(" %")}});
  plot_->setSmoothing(isLoss ? kLossSmoothing : 0.0);
  network_->setEnabled(!isLoss);
  draw();
}

void CurvesPanel::changeAxis() {
  plot_->setXAxis(axis() == CurveAxis::Run ? tr("Iteration") : tr("Iteration of the network"), PlotXFormat::Count);
  plot_->fit();
  draw();
}

void CurvesPanel::describe() {
  plot_->setVisible(!drawn_.empty());
  enableExports();
  if (runs_.empty()) {
    hint_->setText(tr("Select runs to see their curves on one plot."));
  } else if (drawn_.empty()) {
    hint_->setText(tr("Nothing was measured yet."));
  } else {
    hint_->setText(measured() == MonitorPanel::Loss ? tr("Total loss, smoothed, with the raw values behind it")
                                                    : tr("On the validation tiles"));
  }
}

void CurvesPanel::enableExports() {
  export_->setEnabled(!drawn_.empty());
  for (QAction* action : exports_) action->setEnabled(isVisible() && !drawn_.empty());
}

MonitorPanel CurvesPanel::measured() const {
  return static_cast<MonitorPanel>(metric_->currentData().toInt());
}

void CurvesPanel::setMeasured(MonitorPanel measured) {
  metric_->setCurrentIndex(std::max(0, metric_->findData(static_cast<int>(measured))));
}

CurveAxis CurvesPanel::axis() const {
  return static_cast<CurveAxis>(axis_->currentIndex());
}

void CurvesPanel::setAxis(CurveAxis axis) {
  axis_->setCurrentIndex(static_cast<int>(axis));
}

int CurvesPanel::curves() const {
  return static_cast<int>(drawn_.size());
}

}  // namespace macadam
