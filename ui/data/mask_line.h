#pragma once

#include "labels/mask_meaning.h"

#include <QString>
#include <QWidget>

class QLabel;
class QPushButton;

namespace macadam {

/// What the masks' values were decided to mean, in the command line's words, and a button to decide otherwise. Hidden
/// where there are no masks.
class MaskLine : public QWidget {
  Q_OBJECT

 public:
  explicit MaskLine(QWidget* parent = nullptr);

  void setMeaning(const MaskMeaning& meaning);
  QString text() const;
  QPushButton& button() { return *button_; }

 Q_SIGNALS:
  void choiceWished();

 private:
  QLabel* icon_;
  QLabel* text_;
  QPushButton* button_;
};

}  // namespace macadam
