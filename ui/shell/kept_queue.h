#pragma once

#include "ui/shell/message_bar.h"
#include "ui/train/run_controller.h"

#include <QObject>
#include <filesystem>

namespace macadam {

/// Lets the queue belong to the open project: what waited there comes back, held; each change is written; when the
/// project closes, the queue goes with it.
class KeptQueue : public QObject {
  Q_OBJECT

 public:
  /// @pre nothing is in training.
  KeptQueue(RunController& controller, MessageBar& messages, std::filesystem::path file);
  ~KeptQueue() override;

 private:
  void offer();
  void save();

  RunController& controller_;
  MessageBar& messages_;
  std::filesystem::path file_;
};

}  // namespace macadam
