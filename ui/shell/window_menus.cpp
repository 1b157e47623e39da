#include "ui/shell/about_dialog.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/menu_mnemonics.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QDesktopServices>
#include <QMenuBar>
#include <QSettings>
#include <QUrl>

// The menus of MainWindow: what stands in them is long, and says nothing about how the window works.

namespace macadam {
namespace {

struct ActionWords {
  const char* id;
  QString text;
  QString hint;
  QKeySequence keys;
};

QAction* makeAction(QWidget* owner, const ActionWords& words) {
  auto* action = new QAction(words.text, owner);
  action->setObjectName(words.id);
  action->setStatusTip(words.hint);
  action->setShortcut(words.keys);
  return action;
}

}  // namespace

void MainWindow::makeActions() {
  new_ = makeAction(this,
                    {"newProject", tr("&New project…"), tr("Make a project of a folder of images"), QKeySequence::New});
  open_ = makeAction(this, {"openProject", tr("&Open project…"), tr("Open a project folder"), QKeySequence::Open});
  demo_ = makeAction(this, {"demoProject", tr("Try the &demo project"),
                            tr("Draw invented aerial scenes, make a project of them and open it"), tr("Ctrl+Shift+D")});
  showFolder_ = makeAction(this, {"showProjectFolder", tr("&Show project folder"),
                                  tr("Open the project's folder in the file manager"), tr("Ctrl+Alt+F")});
  close_ = makeAction(this, {"closeProject", tr("&Close project"), tr("Back to the start page"), QKeySequence::Close});
  fullScreen_ = makeAction(
      this, {"fullScreen", tr("&Full screen"), tr("Give the window the whole screen"), QKeySequence(Qt::Key_F11)});
  new_->setIcon(Theme::instance().icon("new-project"));
  open_->setIcon(Theme::instance().icon("folder"));
  demo_->setIcon(Theme::instance().icon("play"));
  fullScreen_->setCheckable(true);
  connect(new_, &QAction::triggered, this, [this] { newProject(); });
  connect(open_, &QAction::triggered, this, &MainWindow::chooseProject);
  connect(demo_, &QAction::triggered, this, [this] { openDemo(); });
  connect(close_, &QAction::triggered, this, &MainWindow::closeProject);
  connect(fullScreen_, &QAction::triggered, this, &MainWindow::toggleFullScreen);
  connect(showFolder_, &QAction::triggered, this, [this] {
    QDesktopServices::openUrl(QUrl::fromLocalFile(QString::fromStdString(document_->project().folder.string())));
  });
}

void MainWindow::makeMenus() {
  QMenu* file = menuBar()->addMenu(tr("&File"));
  file->addActions({new_, open_});
  recentMenu_ = file->addMenu(tr("&Recent projects"));
  recentMenu_->menuAction()->setStatusTip(tr("Open a project again"));
  giveMnemonics(*recentMenu_);
  file->addAction(demo_);
  file->addSeparator();
  file->addActions({showFolder_, close_});
  file->addSeparator();
  QAction* quit = makeAction(this, {"quit", tr("&Quit"), tr("Close the window"), tr("Ctrl+Q")});
  connect(quit, &QAction::triggered, this, &QWidget::close);
  file->addAction(quit);
  shortcuts_.add(tr("File"), true, file->actions());
  connect(&recent_, &RecentProjects::changed, this, &MainWindow::fillRecentMenu);
  fillRecentMenu();

  QMenu* edit = menuBar()->addMenu(tr("&Edit"));
  QAction* undo = undo_.createUndoAction(this, tr("&Undo"));
  QAction* redo = undo_.createRedoAction(this, tr("&Redo"));
  undo->setObjectName("undo");
  undo->setShortcut(QKeySequence::Undo);
  undo->setStatusTip(tr("Take the last change back"));
  undo->setIcon(Theme::instance().icon("undo"));
  redo->setObjectName("redo");
  redo->setShortcut(QKeySequence::Redo);
  redo->setStatusTip(tr("Make the change again"));
  redo->setIcon(Theme::instance().icon("redo"));
  edit->addActions({undo, redo});
  shortcuts_.add(tr("Edit"), true, edit->actions());

  QMenu* view = menuBar()->addMenu(tr("&View"));
  view->addActions(modes_->modeActions());
  view->addSeparator();
  QMenu* appearance = view->addMenu(tr("&Appearance"));
  appearance->menuAction()->setStatusTip(tr("Light or dark"));
  view->addAction(fullScreen_);
  shortcuts_.add(tr("View"), true, view->actions());
  makeAppearanceMenu(*appearance);
  giveMnemonics(*view);

  helpMenu_ = menuBar()->addMenu(tr("&Help"));
  QAction* steps = makeAction(this, {"firstSteps", tr("&First steps"),
                                     tr("From a folder of tiles to a table, in six steps"), QKeySequence(Qt::Key_F1)});
  QAction* keys = makeAction(
      this, {"shortcuts", tr("&Keyboard shortcuts…"), tr("See and change the keys of every action"), tr("Ctrl+?")});
  QAction* about = makeAction(this, {"about", tr("&About Macadam"), tr("Versions and licence"), tr("Shift+F1")});
  connect(steps, &QAction::triggered, this, &MainWindow::showFirstSteps);
  connect(keys, &QAction::triggered, this, &MainWindow::showShortcuts);
  connect(about, &QAction::triggered, this, [this] {
    auto* dialog = new AboutDialog(jobs_, engine_, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
  });
  helpMenu_->addActions({steps, keys, about});
  shortcuts_.add(tr("Help"), true, helpMenu_->actions());
}

void MainWindow::makeAppearanceMenu(QMenu& menu) {
  auto* group = new QActionGroup(this);
  const auto add = [&](const char* id, Appearance appearance, const QString& text, const QString& hint) {
    QAction* action = makeAction(this, {id, text, hint, {}});
    action->setCheckable(true);
    action->setChecked(Theme::instance().appearance() == appearance);
    group->addAction(action);
    menu.addAction(action);
    connect(action, &QAction::triggered, this, [appearance] {
      Theme::instance().apply(appearance);
      QSettings().setValue("appearance", static_cast<int>(appearance));
    });
  };
  add("appearanceSystem", Appearance::System, tr("As the &system"), tr("Light or dark, as the desktop is"));
  add("appearanceLight", Appearance::Light, tr("&Light"), tr("Always light"));
  add("appearanceDark", Appearance::Dark, tr("&Dark"), tr("Always dark"));
  shortcuts_.add(tr("Appearance"), true, menu.actions());
}

void MainWindow::fillRecentMenu() {
  recentMenu_->clear();
  for (const RecentProject& project : recent_.projects()) {
    QAction* action = recentMenu_->addAction(projectName(project.folder).replace("&", "&&"));
    action->setStatusTip(project.folder);
    connect(action, &QAction::triggered, this, [this, folder = project.folder] { openProject(folder); });
  }
  recentMenu_->setEnabled(!recent_.projects().isEmpty());
  if (recent_.projects().isEmpty()) return;
  recentMenu_->addSeparator();
  QAction* clear = recentMenu_->addAction(tr("Empty this list"));
  clear->setStatusTip(tr("Forget the recent projects; their files stay where they are"));
  connect(clear, &QAction::triggered, this, [this] { recent_.clear(); });
}

}  // namespace macadam
