#include "ui/widgets/elided_combo_box.h"

#include <QAbstractItemView>
#include <QScrollBar>
#include <QStyleOptionComboBox>
#include <QStylePainter>
#include <algorithm>

namespace macadam {
namespace {

constexpr int kWidestList = 560;

}  // namespace

ElidedComboBox::ElidedComboBox(QWidget* parent) : QComboBox(parent) {
  setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon);
  setMinimumContentsLength(1);
}

void ElidedComboBox::setShortText(const QString& text) {
  shortText_ = text;
  update();
}

void ElidedComboBox::showPopup() {
  const int widest = view()->sizeHintForColumn(0) + view()->verticalScrollBar()->sizeHint().width() + 8;
  view()->setMinimumWidth(std::min(widest, kWidestList));
  QComboBox::showPopup();
}

void ElidedComboBox::paintEvent(QPaintEvent*) {
  QStylePainter painter(this);
  QStyleOptionComboBox option;
  initStyleOption(&option);
  if (currentIndex() >= 0 && !shortText_.isEmpty()) option.currentText = shortText_;
  if (currentIndex() < 0) option.currentText = placeholderText();
  const QRect field = style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
  option.currentText = fontMetrics().elidedText(option.currentText, Qt::ElideMiddle, field.width() - 2);
  painter.drawComplexControl(QStyle::CC_ComboBox, option);
  painter.drawControl(QStyle::CE_ComboBoxLabel, option);
}

}  // namespace macadam
