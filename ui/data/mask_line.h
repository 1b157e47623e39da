#pragma once

#include "labels/mask_meaning.h"

#include <QString>
#include <QWidget>

class QLabel;
class QPushButton;

namespace macadam {

/// What the masks' values were decided to mean, and a button to decide otherwise. Hidden
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

/// What is open about the masks, in words that speak of no option of the command line.
QString openMasksText(const Problem& open);

}  // namespace macadam
