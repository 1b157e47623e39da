#pragma once

#include "ui/jobs/jobs.h"
#include "ui/project/engine_access.h"
#include "ui/results/notes_writer.h"
#include "ui/results/run_deletion.h"
#include "ui/results/run_feed.h"
#include "ui/results/run_filter_model.h"
#include "ui/results/stale_runs.h"
#include "ui/train/run_controller.h"
#include "ui/widgets/page.h"

#include <QPointer>
#include <QUndoStack>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

class QLabel;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTabWidget;

namespace macadam {

class CurvesPanel;
class DetailsPanel;
class DifferencesPanel;
class NetworkCosts;
class NoticeBar;
class RunFilterBar;
class RunTableView;
class TablePanel;
class WritingActions;

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

  /// Counts the best weights of the two selected runs on the validation tiles of now, in the background.
  void measureDifference();
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
  void layOut();
  void makeActions();
  void connectRuns();
  QAction* addPageAction(const char* name, const QString& text, const QString& tip, const QKeySequence& shortcut,
                         const char* icon, void (ResultsPage::*slot)());
  void addSeparator();

  void showAccess();
  void showRuns();
  void showSelection();
  void showDifference();
  /// The two selected ones, the older first; empty where there are not two with weights.
  std::vector<RunRecord> comparedRuns() const;
  void showCount();
  void enableActions();
  void nameResume(const std::vector<RunRecord>& selected);
  std::vector<RunRecord> selectedRuns() const;
  std::vector<RunRecord> readableSelection() const;
  /// The selected ones, or else all completed ones.
  std::vector<RunRecord> chosenRuns() const;
  void changeNotes(const RunFolder& run, const RunNotes& notes);
  void report(const QList<Problem>& problems);
  void say(const QString& text, const QString& action = {}, std::function<void()> act = {});

  void openFolder();
  void rename();
  void resumeRun();
  void lengthen();
  void rerun();
  void trainAgain();
  void trainAgainFromStudent();
  void compare();
  void copyMarkdown();
  void copyCsv();
  void copyLatex();
  void exportTable();
  void writeReport();
  void deleteRuns();
  void findRuns();
  void refresh();

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
  WritingActions* writing_;
  QUndoStack history_;
  RunDeletion deletion_;
  /// What was measured of two runs, by their folders, on the labels and the split of now.
  std::map<std::pair<std::filesystem::path, std::filesystem::path>, QString> measured_;
  QMetaObject::Connection undoOffer_;  ///< Ends the one that the notice makes.

  RunFilterBar* filterBar_ = nullptr;
  RunTableView* table_ = nullptr;
  QStackedWidget* stack_ = nullptr;
  QLabel* emptyText_ = nullptr;
  QPushButton* clearFilter_ = nullptr;
  QPushButton* setUp_ = nullptr;
  QLabel* count_ = nullptr;
  QSplitter* splitter_ = nullptr;
  QTabWidget* tabs_ = nullptr;
  DifferencesPanel* differences_ = nullptr;
  TablePanel* comparison_ = nullptr;
  CurvesPanel* curves_ = nullptr;
  DetailsPanel* details_ = nullptr;
  NoticeBar* notice_ = nullptr;

  QAction* openFolder_ = nullptr;
  QAction* rename_ = nullptr;
  QAction* resume_ = nullptr;
  QAction* lengthen_ = nullptr;
  QAction* rerun_ = nullptr;
  QAction* again_ = nullptr;
  QAction* againFromStudent_ = nullptr;
  QAction* compare_ = nullptr;
  QAction* difference_ = nullptr;
  QAction* copyMarkdown_ = nullptr;
  QAction* copyCsv_ = nullptr;
  QAction* copyLatex_ = nullptr;
  QAction* exportTable_ = nullptr;
  QAction* writeReport_ = nullptr;
  QAction* delete_ = nullptr;
};

}  // namespace macadam
