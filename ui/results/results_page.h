#pragma once

#include "ui/jobs/jobs.h"
#include "ui/project/engine_access.h"
#include "ui/results/measured_differences.h"
#include "ui/results/notes_writer.h"
#include "ui/results/run_choice.h"
#include "ui/results/run_deletion.h"
#include "ui/results/run_feed.h"
#include "ui/results/run_filter_model.h"
#include "ui/results/stale_runs.h"
#include "ui/train/run_controller.h"
#include "ui/widgets/page.h"

#include <QPointer>
#include <QUndoStack>
#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

namespace macadam {

class NetworkCosts;
class ResultsActions;
class ResultsPanels;

/// All runs of the project, live and past: find them, compare them, write about them, throw them away.
class ResultsPage : public Page {
  Q_OBJECT

 public:
  ResultsPage(Jobs& jobs, EngineAccess engine, RunController& controller, QWidget* parent = nullptr);
  ~ResultsPage() override;

  void setDocument(ProjectDocument* document) override;
  void saveState() const override;
  void restoreState() override;
  QUndoStack* undoStack() override { return &history_; }

  /// Writes tables and report.html of the chosen runs into a folder.
  void writeReportTo(const std::filesystem::path& folder);

 Q_SIGNALS:
  /// Train these settings again, after changing some.
  void rerunRequested(const RunSpec& spec);
  /// Train these settings again at once, on the labels and the split of now.
  void trainAgainRequested(const RunSpec& spec);
  /// Ask how far this run, which came to its end, goes on.
  void lengtheningRequested(const RunFolder& run);
  /// Show what these runs predict, side by side.
  void compareRequested(const std::vector<RunFolder>& runs);
  /// There is no run yet: set one up.
  void trainingRequested();

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void connectActions();
  void connectRuns();

  void showAccess();
  void showRuns();
  void showSelection();
  void showDifference();
  void showCount();
  void enableActions();
  RunChoice choice() const;
  void rename();
  void changeNotes(const RunFolder& run, const RunNotes& notes);
  void report(const QList<Problem>& problems);
  void say(const QString& text, const QString& action = {}, std::function<void()> act = {});

  Jobs& jobs_;
  EngineAccess engine_;
  RunController& controller_;
  std::shared_ptr<NetworkCosts> costs_;
  QPointer<ProjectDocument> document_;
  StaleRuns stale_;
  RunFeed feed_;
  RunTableModel runs_;
  RunFilterModel filtered_;
  NotesWriter notes_;
  QUndoStack history_;
  RunDeletion deletion_;
  MeasuredDifferences measured_;
  QMetaObject::Connection undoOffer_;  ///< Ends the one that the notice makes.

  ResultsActions* actions_;
  ResultsPanels* panels_;
};

}  // namespace macadam
