#include "ui/compare/look_bar.h"

#include "ui/compare/legend_bar.h"

#include <QAction>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QSlider>
#include <QTimer>
#include <QToolButton>

namespace macadam {
namespace {

constexpr int kSettleMilliseconds = 250;

QSlider* makeSlider(int last, const QString& name, const QString& tip) {
  auto* slider = new QSlider(Qt::Horizontal);
  slider->setRange(0, last);
  slider->setPageStep(last / 10);
  slider->setFixedWidth(110);
  slider->setAccessibleName(name);
  slider->setToolTip(tip);
  return slider;
}

QLabel* valueLabel(const QString& widest) {
  auto* label = new QLabel;
  label->setFixedWidth(label->fontMetrics().horizontalAdvance(widest) + 2);
  return label;
}

QLabel* named(const QString& text, QWidget* buddy) {
  auto* label = new QLabel(text);
  label->setBuddy(buddy);
  return label;
}

}  // namespace

LookBar::LookBar(QWidget* parent)
    : QWidget(parent),
      view_(new QComboBox),
      opacity_(makeSlider(100, tr("Opacity"), tr("How much of the picture the overlay covers"))),
      threshold_(makeSlider(kThresholdSteps, tr("Threshold"),
                            tr("Above this probability a pixel is road; all scores follow"))),
      opacityText_(valueLabel("100 %")),
      thresholdBox_(new QDoubleSpinBox),
      thresholdButtons_(new QHBoxLayout),
      legend_(new LegendBar) {
  view_->addItem(tr("Errors"), int(PredictionView::Errors));
  view_->addItem(tr("Road"), int(PredictionView::Road));
  view_->addItem(tr("Probability"), int(PredictionView::HeatMap));
  view_->setAccessibleName(tr("Show predictions as"));
  view_->setToolTip(tr("What is painted over the picture"));

  thresholdBox_->setRange(0.0, 1.0);
  thresholdBox_->setDecimals(3);
  thresholdBox_->setSingleStep(1.0 / kThresholdSteps);
  thresholdBox_->setKeyboardTracking(false);
  thresholdBox_->setAccessibleName(tr("Threshold, typed"));
  thresholdBox_->setToolTip(threshold_->toolTip());
  thresholdBox_->installEventFilter(this);
  thresholdButtons_->setSpacing(2);

  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(6);
  layout->addWidget(named(tr("Sho&w"), view_));
  layout->addWidget(view_);
  layout->addSpacing(10);
  layout->addWidget(named(tr("&Opacity"), opacity_));
  layout->addWidget(opacity_);
  layout->addWidget(opacityText_);
  layout->addSpacing(6);
  layout->addWidget(named(tr("&Threshold"), threshold_));
  layout->addWidget(threshold_);
  layout->addWidget(thresholdBox_);
  layout->addLayout(thresholdButtons_);

  auto* settle = new QTimer(this);
  settle->setSingleShot(true);
  settle->setInterval(kSettleMilliseconds);
  connect(settle, &QTimer::timeout, this, &LookBar::thresholdSettled);
  connect(view_, &QComboBox::currentIndexChanged, this, &LookBar::tell);
  connect(opacity_, &QSlider::valueChanged, this, &LookBar::tell);
  connect(thresholdBox_, &QDoubleSpinBox::valueChanged, this,
          [this](double value) { setThreshold(qRound(value * kThresholdSteps)); });
  connect(threshold_, &QSlider::valueChanged, this, &LookBar::tell);
  setLook({});
  connect(threshold_, &QSlider::valueChanged, settle, qOverload<>(&QTimer::start));
}

PaneLook LookBar::look() const {
  return {static_cast<PredictionView>(view_->currentData().toInt()), opacity_->value() / 100.0, threshold_->value()};
}

void LookBar::setLook(const PaneLook& look) {
  const QSignalBlocker quietView(view_), quietOpacity(opacity_);
  view_->setCurrentIndex(view_->findData(int(look.view)));
  opacity_->setValue(qRound(look.opacity * 100.0));
  setThreshold(look.threshold);
}

void LookBar::setView(PredictionView view) {
  view_->setCurrentIndex(view_->findData(int(view)));
}

void LookBar::setThreshold(int step) {
  const int before = threshold_->value();
  threshold_->setValue(step);  // which tells of another one
  if (threshold_->value() == before) tell();
}

void LookBar::addThresholdAction(QAction& action, const QString& text) {
  action.setIconText(text);
  auto* button = new QToolButton;
  button->setDefaultAction(&action);
  button->setToolButtonStyle(Qt::ToolButtonTextOnly);
  button->setAccessibleName(action.text());
  thresholdButtons_->addWidget(button);
}

/// Return ends the typing; as a shortcut of the page it would go to the next tile.
bool LookBar::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride) {
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Return || key == Qt::Key_Enter) event->accept();
  }
  return QWidget::eventFilter(watched, event);
}

void LookBar::tell() {
  const PaneLook now = look();
  opacityText_->setText(tr("%1 %").arg(opacity_->value()));
  const QSignalBlocker quiet(thresholdBox_);
  thresholdBox_->setValue(double(now.threshold) / kThresholdSteps);
  legend_->setEntries(legendOf(now.view));
  Q_EMIT lookChanged(now);
}

}  // namespace macadam
