#include "ui/annotate/view_adjust.h"

#include "ui/widgets/muted_label.h"

#include <QGridLayout>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <cmath>

namespace macadam {
namespace {

/// The gamma slider goes by equal ratios, from a quarter to four.
constexpr double kGammaEnd = 4.0;
constexpr int kEnd = 100;

double gammaAt(int step) {
  return std::pow(kGammaEnd, double(step) / kEnd);
}

int stepOf(double gamma) {
  return int(std::lround(kEnd * std::log(gamma) / std::log(kGammaEnd)));
}

QSlider* makeSlider(const QString& name, const QString& tip, QWidget* parent) {
  auto* slider = new QSlider(Qt::Horizontal, parent);
  slider->setRange(-kEnd, kEnd);
  slider->setPageStep(10);
  slider->setMinimumWidth(150);
  slider->setAccessibleName(name);
  slider->setToolTip(tip);
  return slider;
}

QString signedText(int value) {
  return value > 0 ? QStringLiteral("+%1").arg(value) : QString::number(value).replace('-', QChar(0x2212));
}

}  // namespace

ViewAdjust::ViewAdjust(QWidget* parent)
    : QWidget(parent),
      brightness_(makeSlider(tr("Brightness"), tr("Of what is shown; the picture itself stays as it is"), this)),
      contrast_(makeSlider(tr("Contrast"), tr("Of what is shown; the picture itself stays as it is"), this)),
      gamma_(makeSlider(tr("Gamma"), tr("Above 1 opens up the shadows"), this)),
      brightnessText_(new QLabel(this)),
      contrastText_(new QLabel(this)),
      gammaText_(new QLabel(this)),
      reset_(new QPushButton(tr("&Reset"), this)) {
  setAccessibleName(tr("Adjust the view"));
  reset_->setToolTip(tr("Show the picture as it is"));
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(0, 0, 0, 0);
  int row = 0;
  const auto add = [&](const QString& text, QSlider* slider, QLabel* value) {
    auto* label = new QLabel(text, this);
    label->setBuddy(slider);
    value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    value->setFixedWidth(value->fontMetrics().horizontalAdvance("+1000") + 2);
    grid->addWidget(label, row, 0);
    grid->addWidget(slider, row, 1);
    grid->addWidget(value, row++, 2);
    connect(slider, &QSlider::valueChanged, this, &ViewAdjust::tell);
  };
  add(tr("&Brightness"), brightness_, brightnessText_);
  add(tr("&Contrast"), contrast_, contrastText_);
  add(tr("&Gamma"), gamma_, gammaText_);
  grid->addWidget(new MutedLabel(tr("Only what is shown"), this), row, 0, 1, 2);
  grid->addWidget(reset_, row, 1, 1, 2, Qt::AlignRight);
  grid->setColumnStretch(1, 1);
  connect(reset_, &QPushButton::clicked, this, [this] { setAdjustment({}); });
  tell();
}

DisplayAdjustment ViewAdjust::adjustment() const {
  return {brightness_->value(), contrast_->value(), gammaAt(gamma_->value())};
}

void ViewAdjust::setAdjustment(const DisplayAdjustment& adjustment) {
  {
    const QSignalBlocker quietBrightness(brightness_), quietContrast(contrast_), quietGamma(gamma_);
    brightness_->setValue(adjustment.brightness);
    contrast_->setValue(adjustment.contrast);
    gamma_->setValue(stepOf(adjustment.gamma));
  }
  tell();
}

void ViewAdjust::tell() {
  const DisplayAdjustment now = adjustment();
  brightnessText_->setText(signedText(now.brightness));
  contrastText_->setText(signedText(now.contrast));
  gammaText_->setText(QString::number(now.gamma, 'f', 2));
  reset_->setEnabled(!now.isNone());
  Q_EMIT changed(now);
}

}  // namespace macadam
