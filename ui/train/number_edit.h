#pragma once

#include <QAbstractSpinBox>

namespace macadam {

/// A number as text, with arrows that step by the last significant tenth; it refuses no key and corrects nothing, so
/// that what is wrong can be said beside it while one types.
class NumberEdit : public QAbstractSpinBox {
  Q_OBJECT

 public:
  enum class Kind { Whole, Real };

  NumberEdit(Kind kind, double low, double high, QWidget* parent = nullptr);

  void setText(const QString& text);
  /// What is written, with a point where the user's language has a comma: `0.25` for `0,25`.
  QString numberText() const;
  void stepBy(int steps) override;
  QValidator::State validate(QString&, int&) const override { return QValidator::Acceptable; }
  QSize sizeHint() const override;

 Q_SIGNALS:
  void textChanged(const QString& text);

 protected:
  StepEnabled stepEnabled() const override;
  /// Leaves the wheel to the scrolling form unless the field is in use.
  void wheelEvent(QWheelEvent* event) override;

 private:
  Kind kind_;
  double low_;
  double high_;
};

}  // namespace macadam
