#pragma once

#include "ui/shell/message_bar.h"
#include "ui/train/run_controller.h"

#include <QObject>
#include <QWidget>
#include <functional>
#include <optional>

namespace macadam {

enum class LeaveAnswer { InBackground, AtNextCheckpoint, StopNow, Stay };

/// Asks what becomes of the run in training when the window or the project is about to close; `waiting` says what
/// happens after it, as in `LeaveTraining::then`.
LeaveAnswer askAboutTraining(const RunController& controller, const QString& waiting, QWidget* parent);

/// Lets go of a project only when nothing in this window trains into it any more. A run in the background goes on.
class LeaveTraining : public QObject {
  Q_OBJECT

 public:
  /// `ask` stands for the question; tests answer it themselves.
  LeaveTraining(RunController& controller, MessageBar& messages, std::function<LeaveAnswer(const QString&)> ask,
                QObject* parent);

  /// Calls `leave` at once when nothing is in training here, and without a question where the run is in the background
  /// already. Otherwise asks, and calls it when training has ended or goes on in the background, unless the answer was
  /// to stay; where it was to go on there and does not, one stays and is told why. `waiting` says what happens then, as
  /// `The project closes when training has ended`.
  void then(const QString& waiting, std::function<void()> leave);

 private:
  struct Leaving {
    QString waiting;
    std::function<void()> leave;
    bool needsBackground = false;  ///< Leaves only when the run goes on there.
    bool holdsQueue = false;       ///< What waits would follow the run otherwise.
  };

  bool goesOnAlone() const;
  void wait(Leaving leaving);
  std::optional<Leaving> end();
  void stay();
  void thinkBetter();
  void goOn();

  RunController& controller_;
  MessageBar& messages_;
  std::function<LeaveAnswer(const QString&)> ask_;
  std::optional<Leaving> leaving_;
};

}  // namespace macadam
