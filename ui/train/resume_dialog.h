#pragma once

#include "ui/project/run_catalog.h"
#include "ui/train/training_task.h"

#include <QDialog>
#include <optional>
#include <vector>

class QListWidget;
class QPushButton;
class QSpinBox;

namespace macadam {

/// Whether a run can be trained on: nobody trains it, and its settings can be read.
bool canResume(const RunRecord& run);

/// Asks which run goes on, and how far: one that came to its end goes on past it.
class ResumeDialog : public QDialog {
  Q_OBJECT

 public:
  /// @param runs those that can be resumed, the latest first.
  explicit ResumeDialog(std::vector<RunRecord> runs, QWidget* parent = nullptr);

  void choose(const RunFolder& run);
  std::optional<ResumedRun> chosen() const;

 private:
  void showChoice();

  std::vector<RunRecord> runs_;
  QListWidget* list_;
  QSpinBox* more_;
  QPushButton* resume_;
};

}  // namespace macadam
