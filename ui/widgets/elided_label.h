#pragma once

#include <QLabel>

namespace macadam {

/// One line of plain text that yields to its neighbours: what does not fit is cut at its end and told in a tip.
class ElidedLabel : public QLabel {
 public:
  using QLabel::QLabel;

  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;
};

}  // namespace macadam
