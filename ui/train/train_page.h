#pragma once

#include "ui/jobs/jobs.h"
#include "ui/project/engine_access.h"
#include "ui/train/run_controller.h"
#include "ui/widgets/page.h"

#include <QPointer>
#include <functional>
#include <optional>
#include <vector>

class QSplitter;

namespace macadam {

class ControlBar;
class QueuePanel;
class RunMonitor;
class RunSetUp;
class SpecForm;
class TrainActions;
struct Finding;
struct RunRecord;

/// Where runs are set up, started and queued, and, beside that, watched.
class TrainPage : public Page {
  Q_OBJECT

 public:
  TrainPage(Jobs& jobs, EngineAccess engine, RunController& controller, QWidget* parent = nullptr);
  ~TrainPage() override;

  void setDocument(ProjectDocument* document) override;
  void saveState() const override;
  void restoreState() override;
  QUndoStack* undoStack() override;

  SpecForm& form();
  RunMonitor& monitor() { return *monitor_; }

 public Q_SLOTS:
  /// Puts the settings of an earlier run into the form, to be changed and trained again.
  void showSpec(const macadam::RunSpec& spec);
  /// Puts them into the form, asks, and trains them at once, or after what waits; as `startCurrent`, it first says what
  /// stands in the way. Data and split are those of the project as it is now.
  void trainAgain(const macadam::RunSpec& spec);
  /// Asks which run goes on and how far, and trains it; `run` is chosen at first.
  void resumeRun(const std::optional<RunFolder>& run = std::nullopt);
  /// Trains what the form says, now, or after what waits while something trains; shows the first field that stands in
  /// the way otherwise.
  void startCurrent() { start(TrainingPlace::Window); }

 Q_SIGNALS:
  /// A finding is to be mended where the data are.
  void mendWished(const macadam::Finding& finding);

 private:
  void start(TrainingPlace place);
  void layOut();
  void addSeparator();
  void connectActions();
  void connectAll();

  void showState();
  void keepFocus(const QWidget* lost);
  bool isStillChecking();
  void whenChecked(const RunSpec& spec, std::function<void(const RunSpec&)> then);
  bool mayStart(RunSpec& spec, const std::vector<Finding>& findings, const std::optional<Problem>& doubt);
  void addSuite();
  void whenSaved(std::function<void()> then);
  std::vector<RunRecord> resumableRuns() const;

  RunController& controller_;
  QPointer<ProjectDocument> document_;
  TrainActions* actions_;
  RunSetUp* setUp_;
  ControlBar* bar_;
  QueuePanel* queue_;
  RunMonitor* monitor_;
  QSplitter* splitter_;
  QSplitter* leftSplitter_;
};

}  // namespace macadam
