#pragma once

#include "ui/project/run_catalog.h"

#include <QDialog>
#include <optional>
#include <vector>

class QListWidget;

namespace macadam {

/// Whether a run waits to be trained on.
bool canResume(const RunRecord& run);

/// Asks which of the runs that did not come to their end goes on.
class ResumeDialog : public QDialog {
  Q_OBJECT

 public:
  /// @param runs those that can be resumed, the latest first.
  explicit ResumeDialog(std::vector<RunRecord> runs, QWidget* parent = nullptr);

  std::optional<RunFolder> chosen() const;

 private:
  std::vector<RunRecord> runs_;
  QListWidget* list_;
};

}  // namespace macadam
