#include "ui/train/number_edit.h"

#include <QLineEdit>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

namespace macadam {
namespace {

/// One power of ten below the number's own: 1 for 42, 100 for 1500, 0.001 for 0.01.
double stepAt(double value, bool isWhole) {
  const double magnitude = value == 0.0 ? -2.0 : std::floor(std::log10(std::abs(value)) + 1e-9) - 1.0;
  return std::pow(10.0, isWhole ? std::max(0.0, magnitude) : magnitude);
}

}  // namespace

NumberEdit::NumberEdit(Kind kind, double low, double high, QWidget* parent)
    : QAbstractSpinBox(parent), kind_(kind), low_(low), high_(high) {
  setFocusPolicy(Qt::StrongFocus);
  setMaximumWidth(sizeHint().width());
  connect(lineEdit(), &QLineEdit::textChanged, this, &NumberEdit::textChanged);
}

void NumberEdit::setText(const QString& text) {
  lineEdit()->setText(text);
}

QString NumberEdit::numberText() const {
  QString number = text().trimmed();
  const bool isCommaAPoint = locale().decimalPoint() == "," && number.count(',') == 1 && !number.contains('.');
  if (kind_ == Kind::Real && isCommaAPoint) number.replace(',', '.');
  return number;
}

void NumberEdit::stepBy(int steps) {
  bool isNumber = false;
  const double value = numberText().toDouble(&isNumber);
  if (!isNumber) return;
  double step = stepAt(value, kind_ == Kind::Whole);
  const double below = value * (1.0 - 1e-6);
  if (steps < 0 && stepAt(below, kind_ == Kind::Whole) < step) step = stepAt(below, kind_ == Kind::Whole);
  const double next = std::clamp(std::round((value + steps * step) / step) * step, low_, high_);
  setText(kind_ == Kind::Whole ? QString::number(next, 'f', 0) : QString::number(next, 'g', 10));
  selectAll();
}

QSize NumberEdit::sizeHint() const {
  return {fontMetrics().horizontalAdvance("0000000000") + 48, QAbstractSpinBox::sizeHint().height()};
}

QAbstractSpinBox::StepEnabled NumberEdit::stepEnabled() const {
  bool isNumber = false;
  const double value = numberText().toDouble(&isNumber);
  if (!isNumber) return StepNone;
  return (value < high_ ? StepUpEnabled : StepNone) | (value > low_ ? StepDownEnabled : StepNone);
}

void NumberEdit::wheelEvent(QWheelEvent* event) {
  if (hasFocus()) {
    QAbstractSpinBox::wheelEvent(event);
  } else {
    event->ignore();
  }
}

}  // namespace macadam
