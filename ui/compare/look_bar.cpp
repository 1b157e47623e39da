#include "ui/compare/look_bar.h"

#include "ui/compare/legend_bar.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSlider>
#include <QTimer>

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
      thresholdText_(valueLabel("0.000")),
      legend_(new LegendBar) {
  view_->addItem(tr("Errors"), int(PredictionView::Errors));
  view_->addItem(tr("Road"), int(PredictionView::Road));
  view_->addItem(tr("Probability"), int(PredictionView::HeatMap));
  view_->setAccessibleName(tr("Show predictions as"));
  view_->setToolTip(tr("What is painted over the picture"));

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
  layout->addWidget(thresholdText_);
  layout->addSpacing(10);
  layout->addWidget(legend_);
  setLook({});

  auto* settle = new QTimer(this);
  settle->setSingleShot(true);
  settle->setInterval(kSettleMilliseconds);
  connect(settle, &QTimer::timeout, this, &LookBar::thresholdSettled);
  connect(view_, &QComboBox::currentIndexChanged, this, &LookBar::tell);
  connect(opacity_, &QSlider::valueChanged, this, &LookBar::tell);
  connect(threshold_, &QSlider::valueChanged, this, [this, settle] {
    settle->start();
    tell();
  });
}

PaneLook LookBar::look() const {
  return {static_cast<PredictionView>(view_->currentData().toInt()), opacity_->value() / 100.0, threshold_->value()};
}

void LookBar::setLook(const PaneLook& look) {
  view_->setCurrentIndex(view_->findData(int(look.view)));
  opacity_->setValue(qRound(look.opacity * 100.0));
  threshold_->setValue(look.threshold);
  tell();
}

void LookBar::setView(PredictionView view) {
  view_->setCurrentIndex(view_->findData(int(view)));
}

void LookBar::tell() {
  const PaneLook now = look();
  opacityText_->setText(tr("%1 %").arg(opacity_->value()));
  thresholdText_->setText(QString::number(double(now.threshold) / kThresholdSteps, 'f', 3));
  legend_->setEntries(legendOf(now.view));
  Q_EMIT lookChanged(now);
}

}  // namespace macadam
