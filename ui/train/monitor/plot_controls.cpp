#include "ui/train/monitor/plot_controls.h"

#include "runs/run_history.h"
#include "ui/train/monitor/history_plotter.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QKeySequence>
#include <QLabel>
#include <QMenu>
#include <QSettings>
#include <QSlider>
#include <QStringList>
#include <QToolButton>

namespace macadam {
namespace {

constexpr int kMostSmoothing = 99;  // per cent
constexpr int kFirstSmoothing = 60;

}  // namespace

QToolButton* menuButton(const QString& text, const QString& tip, QMenu* menu, QWidget* parent) {
  auto* button = new QToolButton(parent);
  button->setText(text);
  button->setToolTip(tip);
  button->setAccessibleName(text);
  button->setMenu(menu);
  button->setPopupMode(QToolButton::InstantPopup);
  return button;
}

PlotControls::PlotControls(CurvePlot& plot, QWidget* parent)
    : QWidget(parent),
      plot_(plot),
      fit_(makeAction("fit", tr("Fit curves"), {"Ctrl+0"}, tr("Show the whole run and follow what comes"))),
      logarithmic_(makeAction("logarithmic", tr("Logarithmic scale"), {"Ctrl+Shift+L"},
                              tr("Draw losses and learning rate on a logarithmic scale"))) {
  connect(fit_, &QAction::triggered, this, [this] { plot_.fit(); });
  connect(logarithmic_, &QAction::triggered, this,
          [this] { plot_.setScale(logarithmic_->isChecked() ? PlotScale::Logarithmic : PlotScale::Linear); });
  logarithmic_->setCheckable(true);
  makePanelActions();

  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(8, 2, 8, 2);
  layout->setSpacing(4);
  panelMenu_ = new QMenu(this);
  panelMenu_->addActions(panels_);
  panelMenu_->setTitle(tr("Plots"));
  plots()->setObjectName("monitor-plots");
  const QString tip =
      tr("Choose which plots are shown. Loss terms are drawn with their weights: together they are the total");
  plots()->setStatusTip(tip);
  layout->addWidget(menuButton(tr("Plots"), tip, panelMenu_, this));
  xBox_ = new QComboBox(this);
  xBox_->setObjectName("monitor-x-axis");
  xBox_->addItems({tr("by iteration"), tr("by epoch"), tr("by time")});
  xBox_->setAccessibleName(tr("Horizontal axis"));
  xBox_->setToolTip(tr("What the curves are drawn over; an epoch sees every labelled tile once"));
  connect(xBox_, &QComboBox::currentIndexChanged, this,
          [this](int index) { Q_EMIT xAxisChosen(static_cast<XAxisKind>(index)); });
  layout->addWidget(xBox_);
  auto* scale = new QToolButton(this);
  scale->setDefaultAction(logarithmic_);
  logarithmic_->setIconText(tr("Log"));
  scale->setAccessibleName(tr("Logarithmic scale"));
  layout->addWidget(scale);
  key_ = new OverlayKey(this);
  layout->addSpacing(8);
  layout->addWidget(key_, 1);
  auto* label = new QLabel(tr("Smoothing"), this);
  smoothing_ = makeSmoothing();
  label->setBuddy(smoothing_);
  layout->addWidget(label);
  layout->addWidget(smoothing_);
  auto* fit = new QToolButton(this);
  fit_->setIcon(Theme::instance().icon("fit"));
  fit->setDefaultAction(fit_);
  fit->setToolButtonStyle(Qt::ToolButtonIconOnly);
  fit->setAccessibleName(tr("Fit curves"));
  layout->addWidget(fit);
}

QAction* PlotControls::plots() const {
  return panelMenu_->menuAction();
}

QAction* PlotControls::makeAction(const QString& name, const QString& text, const QKeySequence& keys,
                                  const QString& tip) {
  auto* action = new QAction(text, this);
  action->setObjectName("monitor-" + name);
  action->setShortcut(keys);
  action->setStatusTip(tip);
  action->setToolTip(tip);
  return action;
}

void PlotControls::makePanelActions() {
  for (int panel = 0; panel < kMonitorPanels; ++panel) {
    const auto which = static_cast<MonitorPanel>(panel);
    const QString name = panelName(which);
    auto* action = new QAction(name, this);
    action->setCheckable(true);
    action->setObjectName(QString("monitor-panel-%1").arg(panel));
    action->setStatusTip(tr("Show or hide the plot “%1”").arg(name));
    action->setToolTip(action->statusTip());
    connect(action, &QAction::toggled, this, [this, panel](bool isOn) { plot_.setPanelShown(panel, isOn); });
    panels_.append(action);
    const bool isShown = which == MonitorPanel::Loss || which == panelOf(kMainMeasure);
    action->setChecked(isShown);
    plot_.setPanelShown(panel, isShown);
  }
}

QSlider* PlotControls::makeSmoothing() {
  auto* smoothing = new QSlider(Qt::Horizontal, this);
  smoothing->setRange(0, kMostSmoothing);
  smoothing->setMaximumWidth(140);
  smoothing->setAccessibleName(tr("Smoothing"));
  smoothing->setToolTip(tr("How much of the past the lines keep; the values stay behind them, pale"));
  connect(smoothing, &QSlider::valueChanged, this, [this](int value) { plot_.setSmoothing(value / 100.0); });
  smoothing->setValue(kFirstSmoothing);
  return smoothing;
}

void PlotControls::saveState(QSettings& settings) const {
  settings.setValue("smoothing", smoothing_->value());
  settings.setValue("logarithmic", logarithmic_->isChecked());
  settings.setValue("xAxis", xBox_->currentIndex());
  QStringList panels;
  for (int panel = 0; panel < kMonitorPanels; ++panel) {
    if (panels_[panel]->isChecked()) panels.append(QString::number(panel));
  }
  settings.setValue("panels", panels);
  settings.setValue("hiddenCurves", plot_.hiddenCurves());
}

void PlotControls::restoreState(const QSettings& settings) {
  smoothing_->setValue(settings.value("smoothing", kFirstSmoothing).toInt());
  if (logarithmic_->isChecked() != settings.value("logarithmic", false).toBool()) logarithmic_->trigger();
  xBox_->setCurrentIndex(settings.value("xAxis", 0).toInt());
  plot_.setHiddenCurves(settings.value("hiddenCurves").toStringList());
  if (!settings.contains("panels")) return;
  const QStringList panels = settings.value("panels").toStringList();
  for (int panel = 0; panel < kMonitorPanels; ++panel) {
    panels_[panel]->setChecked(panels.contains(QString::number(panel)));
  }
}

}  // namespace macadam
