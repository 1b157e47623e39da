#pragma once

#include "ui/jobs/jobs.h"
#include "ui/shell/message_bar.h"
#include "ui/train/run_controller.h"

#include <QObject>
#include <deque>
#include <filesystem>
#include <optional>

namespace macadam {

/// Lets the queue belong to the open project: what waited there comes back, held; each change is written in the
/// background, of several the newest; when the project closes, the queue goes with it.
class KeptQueue : public QObject {
  Q_OBJECT

 public:
  /// @pre nothing is in training.
  KeptQueue(RunController& controller, Jobs& jobs, MessageBar& messages, std::filesystem::path file);
  ~KeptQueue() override;

 private:
  void offer();
  void save();
  void write();
  void finishWriting();

  RunController& controller_;
  Jobs& jobs_;
  MessageBar& messages_;
  std::filesystem::path file_;
  std::optional<std::deque<TrainingTask>> waiting_;  ///< To be written after what is being written.
  std::optional<QFuture<bool>> writing_;
  bool keepsSuite_ = false;  ///< The file holds one that is in training.
};

}  // namespace macadam
