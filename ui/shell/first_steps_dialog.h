#pragma once

#include <QDialog>

namespace macadam {

/// What one does with Macadam, in six steps; stays beside the window while one does them.
class FirstStepsDialog : public QDialog {
  Q_OBJECT

 public:
  explicit FirstStepsDialog(QWidget* parent = nullptr);
};

}  // namespace macadam
