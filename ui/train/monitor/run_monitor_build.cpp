#include "ui/train/monitor/overlay_key.h"
#include "ui/train/monitor/preview_strip.h"
#include "ui/train/monitor/run_header.h"
#include "ui/train/monitor/run_monitor.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSettings>
#include <QSlider>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

namespace macadam {
namespace {

constexpr int kMostSmoothing = 99;  // per cent
constexpr int kFirstSmoothing = 60;

QToolButton* menuButton(const QString& text, const QString& tip, QMenu* menu, QWidget* parent) {
  auto* button = new QToolButton(parent);
  button->setText(text);
  button->setToolTip(tip);
  button->setAccessibleName(text);
  button->setMenu(menu);
  button->setPopupMode(QToolButton::InstantPopup);
  return button;
}

}  // namespace

QAction* RunMonitor::makeAction(const QString& name, const QString& text, const QKeySequence& keys, const QString& tip,
                                std::function<void()> triggered) {
  auto* action = new QAction(text, this);
  action->setObjectName("monitor-" + name);
  action->setShortcut(keys);
  action->setStatusTip(tip);
  action->setToolTip(tip);
  connect(action, &QAction::triggered, this, std::move(triggered));
  addAction(action);
  return action;
}

void RunMonitor::makeActions() {
  makeAction("fit", tr("Fit curves"), {"Ctrl+0"}, tr("Show the whole run and follow what comes"),
             [this] { plot_->fit(); });
  logarithmic_ = makeAction("logarithmic", tr("Logarithmic scale"), {"Ctrl+Shift+L"},
                            tr("Draw losses and learning rate on a logarithmic scale"), [this] {
                              plot_->setScale(logarithmic_->isChecked() ? PlotScale::Logarithmic : PlotScale::Linear);
                            });
  logarithmic_->setCheckable(true);
  makeAction("export-png", tr("Export curves as PNG…"), {"Ctrl+Alt+I"}, tr("Save the curves on white, as a picture"),
             [this] { exportCurves(PlotFile::Png); });
  makeAction("export-pdf", tr("Export curves as PDF…"), {"Ctrl+Alt+P"}, tr("Save the curves on white, for a paper"),
             [this] { exportCurves(PlotFile::Pdf); });
  makeAction("export-csv", tr("Export values as CSV…"), {"Ctrl+Alt+V"}, tr("Save the values of all curves as a table"),
             [this] { exportCurves(PlotFile::Csv); });
  for (int panel = 0; panel < kMonitorPanels; ++panel) {
    const QString name = panelName(static_cast<MonitorPanel>(panel));
    auto* action = new QAction(name, this);
    action->setCheckable(true);
    action->setObjectName(QString("monitor-panel-%1").arg(panel));
    action->setStatusTip(tr("Show or hide the plot “%1”").arg(name));
    action->setToolTip(action->statusTip());
    connect(action, &QAction::toggled, this, [this, panel](bool isOn) { setPanelShown(panel, isOn); });
    panelActions_.append(action);
  }
}

QWidget* RunMonitor::makeRunRow() {
  auto* row = new QWidget(this);
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins(8, 6, 8, 2);
  runs_ = new QComboBox(row);
  runs_->setAccessibleName(tr("Run"));
  runs_->setToolTip(tr("The run in training, or an earlier one"));
  runs_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  runs_->setMinimumContentsLength(28);
  overlayMenu_ = new QMenu(this);
  connect(overlayMenu_, &QMenu::aboutToShow, this, &RunMonitor::fillOverlayMenu);
  auto* exportMenu = new QMenu(this);
  for (QAction* action : actions()) {
    if (action->objectName().startsWith("monitor-export")) exportMenu->addAction(action);
  }
  layout->addWidget(runs_, 1);
  layout->addWidget(menuButton(tr("Overlay"), tr("Lay earlier runs over the curves, dashed"), overlayMenu_, row));
  layout->addWidget(menuButton(tr("Export"), tr("Save curves or values"), exportMenu, row));
  return row;
}

QWidget* RunMonitor::makePlotRow() {
  auto* row = new QWidget(this);
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins(8, 2, 8, 2);
  layout->setSpacing(4);
  auto* panels = new QMenu(this);
  panels->addActions(panelActions_);
  panels->setTitle(tr("Plots"));
  panels->menuAction()->setObjectName("monitor-plots");
  const QString tip =
      tr("Choose which plots are shown. Loss terms are drawn with their weights: together they are the total");
  panels->menuAction()->setStatusTip(tip);
  addAction(panels->menuAction());
  layout->addWidget(menuButton(tr("Plots"), tip, panels, row));
  xBox_ = new QComboBox(row);
  xBox_->setObjectName("monitor-x-axis");
  xBox_->addItems({tr("by iteration"), tr("by epoch"), tr("by time")});
  xBox_->setAccessibleName(tr("Horizontal axis"));
  xBox_->setToolTip(tr("What the curves are drawn over; an epoch sees every labelled tile once"));
  connect(xBox_, &QComboBox::currentIndexChanged, this,
          [this](int index) { setXAxisKind(static_cast<XAxisKind>(index)); });
  layout->addWidget(xBox_);
  auto* scale = new QToolButton(row);
  scale->setDefaultAction(logarithmic_);
  logarithmic_->setIconText(tr("Log"));
  scale->setAccessibleName(tr("Logarithmic scale"));
  layout->addWidget(scale);
  overlayKey_ = new OverlayKey(row);
  layout->addSpacing(8);
  layout->addWidget(overlayKey_, 1);
  auto* label = new QLabel(tr("Smoothing"), row);
  smoothing_ = new QSlider(Qt::Horizontal, row);
  label->setBuddy(smoothing_);
  smoothing_->setRange(0, kMostSmoothing);
  smoothing_->setMaximumWidth(140);
  smoothing_->setAccessibleName(tr("Smoothing"));
  smoothing_->setToolTip(tr("How much of the past the lines keep; the values stay behind them, pale"));
  connect(smoothing_, &QSlider::valueChanged, this, [this](int value) { plot_->setSmoothing(value / 100.0); });
  layout->addWidget(label);
  layout->addWidget(smoothing_);
  auto* fit = new QToolButton(row);
  auto* fitCurves = findChild<QAction*>("monitor-fit");
  fitCurves->setIcon(Theme::instance().icon("fit"));
  fit->setDefaultAction(fitCurves);
  fit->setToolButtonStyle(Qt::ToolButtonIconOnly);
  fit->setAccessibleName(tr("Fit curves"));
  layout->addWidget(fit);
  return row;
}

void RunMonitor::layOut() {
  plot_ = new CurvePlot(this);
  plot_->setPanels(monitorPanels());
  makeActions();
  header_ = new RunHeader(this);
  previews_ = new PreviewStrip(jobs_, this);
  log_ = new LogPanel(this);
  notice_ = new QLabel(this);
  notice_->setWordWrap(true);
  notice_->setMargin(8);
  notice_->hide();

  auto* upper = new QWidget(this);
  auto* upperLayout = new QVBoxLayout(upper);
  upperLayout->setContentsMargins(0, 0, 0, 0);
  upperLayout->setSpacing(0);
  upperLayout->addWidget(makePlotRow());
  upperLayout->addWidget(plot_, 1);
  lowerSplitter_ = new QSplitter(Qt::Horizontal, this);
  lowerSplitter_->addWidget(previews_);
  lowerSplitter_->addWidget(log_);
  lowerSplitter_->setSizes({560, 320});
  splitter_ = new QSplitter(Qt::Vertical, this);
  splitter_->addWidget(upper);
  splitter_->addWidget(lowerSplitter_);
  splitter_->setSizes({520, 180});
  splitter_->setStretchFactor(0, 1);
  splitter_->setChildrenCollapsible(false);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(makeRunRow());
  layout->addWidget(header_);
  layout->addWidget(notice_);
  layout->addWidget(splitter_, 1);

  for (int panel = 0; panel < kMonitorPanels; ++panel) {
    const auto which = static_cast<MonitorPanel>(panel);
    const bool isShown = which == MonitorPanel::Loss || which == panelOf(kMainMeasure);
    panelActions_[panel]->setChecked(isShown);
    setPanelShown(panel, isShown);
  }
  smoothing_->setValue(kFirstSmoothing);
  setXAxisKind(XAxisKind::Iteration);
}

void RunMonitor::saveState() const {
  QSettings settings;
  settings.beginGroup("train/monitor");
  settings.setValue("splitter", splitter_->saveState());
  settings.setValue("lowerSplitter", lowerSplitter_->saveState());
  settings.setValue("smoothing", smoothing_->value());
  settings.setValue("logarithmic", logarithmic_->isChecked());
  settings.setValue("xAxis", xBox_->currentIndex());
  QStringList panels;
  for (int panel = 0; panel < kMonitorPanels; ++panel) {
    if (panelActions_[panel]->isChecked()) panels.append(QString::number(panel));
  }
  settings.setValue("panels", panels);
  settings.setValue("hiddenCurves", plot_->hiddenCurves());
}

void RunMonitor::restoreState() {
  QSettings settings;
  settings.beginGroup("train/monitor");
  splitter_->restoreState(settings.value("splitter").toByteArray());
  lowerSplitter_->restoreState(settings.value("lowerSplitter").toByteArray());
  smoothing_->setValue(settings.value("smoothing", kFirstSmoothing).toInt());
  if (logarithmic_->isChecked() != settings.value("logarithmic", false).toBool()) logarithmic_->trigger();
  xBox_->setCurrentIndex(settings.value("xAxis", 0).toInt());
  plot_->setHiddenCurves(settings.value("hiddenCurves").toStringList());
  if (!settings.contains("panels")) return;
  const QStringList panels = settings.value("panels").toStringList();
  for (int panel = 0; panel < kMonitorPanels; ++panel) {
    panelActions_[panel]->setChecked(panels.contains(QString::number(panel)));
  }
}

}  // namespace macadam
