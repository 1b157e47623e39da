#pragma once

#include <QComboBox>

namespace macadam {

/// A choice in a form; it leaves the wheel to the scrolling form unless it is in use.
class ChoiceBox : public QComboBox {
  Q_OBJECT

 public:
  explicit ChoiceBox(QWidget* parent = nullptr);

 protected:
  void wheelEvent(QWheelEvent* event) override;
};

}  // namespace macadam
