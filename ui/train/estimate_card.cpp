#include "ui/train/estimate_card.h"

#include "ui/train/spec_words.h"
#include "ui/widgets/duration_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/window_words.h"

#include <QAction>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QToolButton>

namespace macadam {
namespace {

QString memoryText(double mebibytes) {
  return mebibytes < 1000.0 ? EstimateCard::tr("%1 MB").arg(QLocale().toString(mebibytes, 'f', 0))
                            : EstimateCard::tr("%1 GB").arg(QLocale().toString(mebibytes / 1024.0, 'f', 1));
}

QString stepText(double seconds) {
  return seconds < 1.0 ? EstimateCard::tr("%1 ms").arg(QLocale().toString(seconds * 1000.0, 'f', 0))
                       : EstimateCard::tr("%1 s").arg(QLocale().toString(seconds, 'f', 1));
}

}  // namespace

EstimateCard::EstimateCard(QAction* estimate, QWidget* parent)
    : QFrame(parent), line_(new QLabel(this)), networks_(new QGridLayout), button_(new QToolButton(this)) {
  line_->setWordWrap(true);
  line_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  button_->setDefaultAction(estimate);
  button_->setToolButtonStyle(Qt::ToolButtonTextOnly);
  networks_->setHorizontalSpacing(16);
  networks_->setVerticalSpacing(2);
  networks_->setColumnStretch(0, 1);
  auto* top = new QHBoxLayout;
  top->setSpacing(8);
  top->addWidget(line_, 1);
  top->addWidget(button_, 0, Qt::AlignTop);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(12, 8, 12, 8);
  layout->setSpacing(6);
  layout->addLayout(top);
  layout->addLayout(networks_);
  connect(&Theme::instance(), &Theme::changed, this, &EstimateCard::colour);
  showOffer();
}

QString EstimateCard::text() const {
  return line_->text();
}

void EstimateCard::showOffer() {
  clearNetworks();
  estimate_.clear();
  setLine(tr("How long will it take? A short probe tells time, memory and the networks’ size."), Tone::Muted);
}

void EstimateCard::showMeasuring() {
  setLine(tr("Training a few steps on random pictures…"), Tone::Muted);
}

void EstimateCard::showEstimate(const RunEstimate& estimate) {
  clearNetworks();
  QString text = tr("About %1 for %L2 iterations of %3 each, evaluations not counted, on %4.")
                     .arg(roughTime(estimate.totalSeconds))
                     .arg(estimate.iterations)
                     .arg(stepText(estimate.stepSeconds), QString::fromStdString(estimate.device));
  bool isTight = false;
  if (estimate.peakMebibytes > 0.0) {
    text += ' ' + tr("About %1 of memory.").arg(memoryText(estimate.peakMebibytes));
    isTight = estimate.availableMebibytes > 0.0 && estimate.peakMebibytes > 0.9 * estimate.availableMebibytes;
    if (isTight) text += ' ' + tr("Only %1 are free now.").arg(memoryText(estimate.availableMebibytes));
  }
  for (const NetworkCost& cost : estimate.networks) addNetwork(cost);
  estimate_ = text;
  estimateTone_ = isTight ? Tone::Warning : Tone::Plain;
  markOutdated(false);
}

void EstimateCard::markOutdated(bool outdated) {
  if (estimate_.isEmpty()) return;
  if (!outdated) return setLine(estimate_, estimateTone_);
  setLine(tr("Made before the settings changed: %1").arg(estimate_), Tone::Muted);
}

void EstimateCard::showProblems(const QList<Problem>& problems) {
  clearNetworks();
  estimate_.clear();
  QStringList lines;
  for (const Problem& problem : problems) lines.append(sentence(describe(inWindowWords(problem)), ""));
  setLine(lines.join('\n'), Tone::Error);
}

void EstimateCard::setLine(const QString& text, Tone tone) {
  line_->setText(text);
  tone_ = tone;
  colour();
}

void EstimateCard::clearNetworks() {
  while (QLayoutItem* item = networks_->takeAt(0)) {
    delete item->widget();
    delete item;
  }
}

void EstimateCard::addNetwork(const NetworkCost& cost) {
  const int row = networks_->rowCount();
  const auto add = [&](const QString& text, int column, Qt::Alignment alignment) {
    auto* label = new QLabel(text, this);
    label->setToolTip(QString::fromStdString(cost.text));
    networks_->addWidget(label, row, column, alignment);
  };
  add(fieldLabel(toString(cost.role)), 0, Qt::AlignLeft);
  add(tr("%1 parameters").arg(countText(cost.complexity.parameters)), 1, Qt::AlignRight);
  add(tr("%1 GMAC a tile")
          .arg(QLocale().toString(cost.complexity.gigaMacs, 'f', cost.complexity.gigaMacs < 10.0 ? 2 : 1)),
      2, Qt::AlignRight);
}

void EstimateCard::colour() {
  const ThemeColours& theme = Theme::instance().colours();
  QPalette colours;
  if (tone_ == Tone::Muted) colours.setColor(QPalette::WindowText, theme.mutedText);
  if (tone_ == Tone::Warning) colours.setColor(QPalette::WindowText, theme.warning);
  if (tone_ == Tone::Error) colours.setColor(QPalette::WindowText, theme.error);
  line_->setPalette(colours);
}

}  // namespace macadam
