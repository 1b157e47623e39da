#pragma once

#include "ui/jobs/job_bar.h"
#include "ui/jobs/jobs.h"
#include "ui/project/engine_access.h"
#include "ui/project/project_document.h"
#include "ui/shell/kept_queue.h"
#include "ui/shell/leave_training.h"
#include "ui/shell/message_bar.h"
#include "ui/shell/mode_bar.h"
#include "ui/shell/page_stack.h"
#include "ui/shell/project_access.h"
#include "ui/shell/project_opening.h"
#include "ui/shell/recent_projects.h"
#include "ui/shell/session_mark.h"
#include "ui/shell/shortcut_book.h"
#include "ui/shell/start_page.h"
#include "ui/shell/undo_strip.h"
#include "ui/shell/window_menus.h"
#include "ui/train/run_controller.h"

#include <QMainWindow>
#include <QUndoGroup>
#include <memory>

namespace macadam {

/// The window: one project, its modes, and what runs beside them.
class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  explicit MainWindow(EngineAccess engine, QWidget* parent = nullptr);
  ~MainWindow() override;

  /// Asks first when a run is in training.
  void openProject(const QString& folder, FirstPage first = FirstPage::Data) { opening_->open(folder, first); }
  /// Makes it first where it is not there yet.
  void openDemo(FirstPage first = FirstPage::Data) { opening_->openDemo(first); }
  /// A project opens; of a folder of images a project can be made.
  void openFolder(const QString& folder, FirstPage first = FirstPage::Data) { opening_->openFolder(folder, first); }
  void newProject(const QString& images = {}) { opening_->makeNew(images); }
  void closeProject() { opening_->close(); }
  /// Offers the project that was open when the program last ended badly.
  void offerLastSession();

  void showProblems(const QString& title, const QList<Problem>& problems) { messages_->showProblems(title, problems); }
  /// Nullptr on the start page.
  ProjectDocument* document() const { return document_.get(); }
  RunController& controller() { return controller_; }
  PageStack& pages() { return *pages_; }
  ShortcutBook& shortcuts() { return shortcuts_; }

 Q_SIGNALS:
  void documentChanged();

 protected:
  void changeEvent(QEvent* event) override;
  void closeEvent(QCloseEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  void makeCentre();
  void makeStatusBar();
  void connectMenus();
  void connectOpening();
  void pageBuilt(Mode mode, Page& page);
  void showCurrentMode();
  void showFirstSteps();
  void showShortcuts();
  void showAbout();
  void toggleFullScreen();

  void showDocument(std::unique_ptr<ProjectDocument> document, FirstPage first);
  void closeDocument();
  /// Gives the one before.
  std::unique_ptr<ProjectDocument> exchangeDocument(std::unique_ptr<ProjectDocument> document);
  void followDocument();
  void claimProject();
  void followHistory();
  void showTitle();
  void showFailure(const RunFolder& run, const RunFinished& ending);
  void saveWindowState();
  void restoreWindowState();

  EngineAccess engine_;
  Jobs jobs_;
  RunController controller_;
  RecentProjects recent_;
  SessionMark session_;
  ShortcutBook shortcuts_;
  QUndoGroup undo_;
  std::unique_ptr<ProjectDocument> document_;
  std::unique_ptr<KeptQueue> queue_;       ///< Of the document, which this window owns.
  std::unique_ptr<ProjectAccess> access_;  ///< Of the document.

  MessageBar* messages_ = nullptr;
  ModeBar* modes_ = nullptr;
  PageStack* pages_ = nullptr;
  StartPage* start_ = nullptr;
  LeaveTraining* leaving_ = nullptr;
  ProjectOpening* opening_ = nullptr;
  UndoStrip* undoStrip_ = nullptr;
  WindowMenus* menus_ = nullptr;
};

}  // namespace macadam
