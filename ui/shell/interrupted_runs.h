#pragma once

#include "ui/project/project_document.h"
#include "ui/shell/message_bar.h"
#include "ui/train/run_controller.h"

#include <QObject>
#include <vector>

namespace macadam {

/// Offers to take up a run that ended without a word, once for each time that it happened, until it is taken up or
/// thrown away.
class InterruptedRuns : public QObject {
  Q_OBJECT

 public:
  /// Looks at the document's runs when they have been read. Dies with the document.
  InterruptedRuns(ProjectDocument& document, RunController& controller, MessageBar& messages);
  ~InterruptedRuns() override;

 Q_SIGNALS:
  void resumed();

 private:
  void look();
  bool canBeOffered(const RunRecord& run) const;
  void offer(const RunRecord& run);
  void withdraw(const RunFolder& run);
  void withdrawSettled();

  ProjectDocument& document_;
  RunController& controller_;
  MessageBar& messages_;
  std::vector<RunFolder> offered_;
};

}  // namespace macadam
