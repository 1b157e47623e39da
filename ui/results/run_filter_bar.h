#pragma once

#include "ui/results/run_filter_model.h"

#include <QWidget>
#include <vector>

class QComboBox;
class QLineEdit;

namespace macadam {

/// Text, state, method and tag to narrow the runs down by; offers what the runs have.
class RunFilterBar : public QWidget {
  Q_OBJECT

 public:
  explicit RunFilterBar(QWidget* parent = nullptr);

  void offer(const std::vector<RunRecord>& runs);
  RunFilter filter() const;
  void clear();
  void focusText();

 Q_SIGNALS:
  void changed();

 private:
  QLineEdit* text_;
  QComboBox* state_;
  QComboBox* method_;
  QComboBox* tag_;
};

}  // namespace macadam
