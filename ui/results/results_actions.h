#pragma once

#include "ui/project/project_document.h"
#include "ui/project/train_again.h"
#include "ui/results/run_choice.h"
#include "ui/results/table_panel.h"
#include "ui/train/run_controller.h"

#include <QObject>
#include <QPointer>
#include <filesystem>
#include <functional>
#include <vector>

class QAction;
class QKeySequence;
class QMenu;

namespace macadam {

class Page;
class RunDeletion;
class WritingActions;

/// What the Results page offers to do with the chosen runs: its menu, and what each entry does, or asks others to do.
class ResultsActions : public QObject {
  Q_OBJECT

 public:
  /// Adds the actions to the page.
  /// @param choice gives the runs that are chosen at the moment.
  ResultsActions(Page& page, RunController& controller, RunDeletion& deletion, std::function<RunChoice()> choice);

  void setDocument(ProjectDocument* document);
  /// Enables what the choice allows, and names the run that would go on.
  /// @param hasTable whether there is a table to copy and export.
  void enable(bool hasTable);

  /// The buttons above the table of runs.
  QList<QAction*> buttons() const { return {resume_, rerun_, compare_, openFolder_, delete_}; }
  /// What the menu of a run offers.
  void fillRunMenu(QMenu& menu) const;
  QAction* difference() const { return difference_; }
  QList<QAction*> copies() const { return {copyMarkdown_, copyCsv_, copyLatex_}; }
  /// What writes files about the chosen runs.
  QList<QAction*> exports() const { return {exportTable_, writeReport_}; }

 Q_SIGNALS:
  void message(const QString& text);
  /// Writing is allowed or forbidden now as it was not before.
  void accessChanged();

  void rerunRequested(const RunSpec& spec);
  void trainAgainRequested(const RunSpec& spec);
  void lengtheningRequested(const RunFolder& run);
  void compareRequested(const std::vector<RunFolder>& runs);

  void differenceWished();
  void renameWished();
  void copyWished(TableFormat format);
  void exportWished(const std::filesystem::path& file);
  void reportWished(const std::filesystem::path& folder);
  void findWished();
  void refreshWished();

 private:
  QAction* add(const char* name, const QString& text, const QString& tip, const QKeySequence& shortcut,
               const char* icon, std::function<void()> triggered);
  void addSeparator();
  void makeRunActions();
  void makeTableActions();
  void makePageActions();
  void nameResume(const std::vector<RunRecord>& resumable);

  void openFolders();
  void resume();
  void trainAgain(Beginning beginning);
  void copy(TableFormat format, const QString& said);
  void exportTable();
  void writeReport();

  Page& page_;
  RunController& controller_;
  RunDeletion& deletion_;
  std::function<RunChoice()> choice_;
  QPointer<ProjectDocument> document_;
  WritingActions* writing_;

  QAction* resume_;
  QAction* lengthen_;
  QAction* again_;
  QAction* againFromStudent_;
  QAction* rerun_;
  QAction* compare_;
  QAction* difference_;
  QAction* rename_;
  QAction* openFolder_;
  QAction* copyMarkdown_;
  QAction* copyCsv_;
  QAction* copyLatex_;
  QAction* exportTable_;
  QAction* writeReport_;
  QAction* delete_;
};

}  // namespace macadam
