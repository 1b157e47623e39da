#pragma once

#include <QComboBox>

namespace macadam {

/// A choice that yields to its neighbours: closed, its text is elided in the middle, where names that go together
/// differ least; its list is as wide as what it offers.
class ElidedComboBox : public QComboBox {
  Q_OBJECT

 public:
  explicit ElidedComboBox(QWidget* parent = nullptr);

  /// What the closed box says in place of the chosen text; empty for that.
  void setShortText(const QString& text);
  const QString& shortText() const { return shortText_; }
  void showPopup() override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QString shortText_;
};

}  // namespace macadam
