#include "ui/data/band_choice.h"

#include "image/raster.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <algorithm>
#include <ranges>

namespace macadam {
namespace {

constexpr int kTriedPictures = 8;

}  // namespace

BandChoice::BandChoice(QWidget* parent) : QWidget(parent), own_(new QCheckBox(tr("Choose bands:"), this)) {
  own_->setToolTip(tr("Otherwise those that the files name red, green and blue, or the first three"));
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(6);
  row->addWidget(own_);
  const std::array names{tr("Red"), tr("Green"), tr("Blue")};
  for (std::size_t i = 0; i < bands_.size(); ++i) {
    bands_[i] = new QSpinBox(this);
    bands_[i]->setPrefix(names[i] + ' ');
    bands_[i]->setAccessibleName(tr("Band that is shown as %1").arg(names[i].toLower()));
    bands_[i]->setEnabled(false);
    row->addWidget(bands_[i]);
    connect(own_, &QCheckBox::toggled, bands_[i], &QWidget::setEnabled);
    connect(bands_[i], &QSpinBox::valueChanged, this, &BandChoice::changed);
  }
  row->addStretch(1);
  connect(own_, &QCheckBox::toggled, this, &BandChoice::changed);
  hide();
}

void BandChoice::setBands(int count, const std::string& bands) {
  const QSignalBlocker quiet(this);
  const BandOrder order = bandsFromText(bands).value_or(BandOrder{});
  const bool isOwn = order != BandOrder{};
  own_->setChecked(isOwn);
  for (std::size_t i = 0; i < bands_.size(); ++i) {
    bands_[i]->setRange(1, std::max(count, 3));
    bands_[i]->setValue(isOwn ? order[i] : static_cast<int>(i) + 1);
  }
  setVisible(count > 3);
}

std::string BandChoice::bands() const {
  if (!own_->isChecked()) return {};
  return toText(BandOrder{bands_[0]->value(), bands_[1]->value(), bands_[2]->value()});
}

int bandCountOf(const Dataset& dataset) {
  for (const Sample& sample : dataset.samples | std::views::take(kTriedPictures)) {
    try {
      return Raster(sample.image).bandCount();
    } catch (const Error&) {  // the data check says what is wrong with it
    }
  }
  return 0;
}

}  // namespace macadam
