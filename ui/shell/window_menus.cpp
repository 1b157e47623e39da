#include "ui/shell/window_menus.h"

#include "ui/shell/mode_bar.h"
#include "ui/shell/recent_projects.h"
#include "ui/shell/shortcut_book.h"
#include "ui/widgets/menu_mnemonics.h"
#include "ui/widgets/page.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QActionGroup>
#include <QKeySequence>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QSettings>
#include <QUndoGroup>

namespace macadam {
namespace {

QAction* makeAction(QWidget& owner, const char* id, const QString& text, const QString& hint,
                    const QKeySequence& keys) {
  auto* action = new QAction(text, &owner);
  action->setObjectName(id);
  action->setStatusTip(hint);
  action->setShortcut(keys);
  return action;
}

}  // namespace

WindowMenus::WindowMenus(QMainWindow& window, RecentProjects& recent, ShortcutBook& shortcuts)
    : QObject(&window), window_(window), recent_(recent), shortcuts_(shortcuts) {
  new_ = add("newProject", tr("&New project…"), tr("Make a project of a folder of images"), QKeySequence::New,
             &WindowMenus::newWished);
  open_ = add("openProject", tr("&Open project…"), tr("Open a project folder"), QKeySequence::Open,
              &WindowMenus::openWished);
  demo_ = add("demoProject", tr("Try the &demo project"),
              tr("Draw invented aerial scenes, make a project of them and open it"), tr("Ctrl+Shift+D"),
              &WindowMenus::demoWished);
  showFolder_ = add("showProjectFolder", tr("&Show project folder"),
                    tr("Open the project's folder in the file manager"), tr("Ctrl+Alt+F"), &WindowMenus::folderWished);
  close_ = add("closeProject", tr("&Close project"), tr("Back to the start page"), QKeySequence::Close,
               &WindowMenus::closeWished);
  fullScreen_ = add("fullScreen", tr("&Full screen"), tr("Give the window the whole screen"), QKeySequence(Qt::Key_F11),
                    &WindowMenus::fullScreenWished);
  new_->setIcon(Theme::instance().icon("new-project"));
  open_->setIcon(Theme::instance().icon("folder"));
  demo_->setIcon(Theme::instance().icon("play"));
  fullScreen_->setCheckable(true);
}

QAction* WindowMenus::add(const char* id, const QString& text, const QString& hint, const QKeySequence& keys,
                          void (WindowMenus::*wish)()) {
  QAction* action = makeAction(window_, id, text, hint, keys);
  connect(action, &QAction::triggered, this, wish);
  return action;
}

void WindowMenus::build(const ModeBar& modes, QUndoGroup& undo) {
  buildFile();
  buildEdit(undo);
  buildView(modes);
  buildHelp();
}

QMenu* WindowMenus::addMenu(const QString& title) {
  return window_.menuBar()->addMenu(title);
}

void WindowMenus::buildFile() {
  QMenu* file = addMenu(tr("&File"));
  file->addActions({new_, open_});
  recentMenu_ = file->addMenu(tr("&Recent projects"));
  recentMenu_->menuAction()->setStatusTip(tr("Open a project again"));
  giveMnemonics(*recentMenu_);
  file->addAction(demo_);
  file->addSeparator();
  file->addActions({showFolder_, close_});
  file->addSeparator();
  QAction* quit = makeAction(window_, "quit", tr("&Quit"), tr("Close the window"), tr("Ctrl+Q"));
  connect(quit, &QAction::triggered, &window_, &QWidget::close);
  file->addAction(quit);
  shortcuts_.add(tr("File"), true, file->actions());
  connect(&recent_, &RecentProjects::changed, this, &WindowMenus::fillRecent);
  fillRecent();
}

void WindowMenus::buildEdit(QUndoGroup& undoable) {
  QMenu* edit = addMenu(tr("&Edit"));
  QAction* undo = undoable.createUndoAction(&window_, tr("&Undo"));
  QAction* redo = undoable.createRedoAction(&window_, tr("&Redo"));
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
}

void WindowMenus::buildView(const ModeBar& modes) {
  QMenu* view = addMenu(tr("&View"));
  view->addActions(modes.modeActions());
  view->addSeparator();
  QMenu* appearance = view->addMenu(tr("&Appearance"));
  appearance->menuAction()->setStatusTip(tr("Light or dark"));
  view->addAction(fullScreen_);
  shortcuts_.add(tr("View"), true, view->actions());
  buildAppearance(*appearance);
  giveMnemonics(*view);
}

void WindowMenus::buildAppearance(QMenu& menu) {
  auto* group = new QActionGroup(this);
  const auto addChoice = [&](const char* id, Appearance appearance, const QString& text, const QString& hint) {
    QAction* action = makeAction(window_, id, text, hint, {});
    action->setCheckable(true);
    action->setChecked(Theme::instance().appearance() == appearance);
    group->addAction(action);
    menu.addAction(action);
    connect(action, &QAction::triggered, this, [appearance] {
      Theme::instance().apply(appearance);
      QSettings().setValue("appearance", static_cast<int>(appearance));
    });
  };
  addChoice("appearanceSystem", Appearance::System, tr("As the &system"), tr("Light or dark, as the desktop is"));
  addChoice("appearanceLight", Appearance::Light, tr("&Light"), tr("Always light"));
  addChoice("appearanceDark", Appearance::Dark, tr("&Dark"), tr("Always dark"));
  shortcuts_.add(tr("Appearance"), true, menu.actions());
}

void WindowMenus::buildHelp() {
  helpMenu_ = addMenu(tr("&Help"));
  helpMenu_->addActions(
      {add("firstSteps", tr("&First steps"), tr("From a folder of tiles to a table, in six steps"),
           QKeySequence(Qt::Key_F1), &WindowMenus::firstStepsWished),
       add("shortcuts", tr("&Keyboard shortcuts…"), tr("See and change the keys of every action"), tr("Ctrl+?"),
           &WindowMenus::shortcutsWished),
       add("about", tr("&About Macadam"), tr("Versions and licence"), tr("Shift+F1"), &WindowMenus::aboutWished)});
  shortcuts_.add(tr("Help"), true, helpMenu_->actions());
}

void WindowMenus::fillRecent() {
  recentMenu_->clear();
  for (const RecentProject& project : recent_.projects()) {
    QAction* action = recentMenu_->addAction(projectName(project.folder).replace("&", "&&"));
    action->setStatusTip(project.folder);
    connect(action, &QAction::triggered, this, [this, folder = project.folder] { Q_EMIT recentWished(folder); });
  }
  recentMenu_->setEnabled(!recent_.projects().isEmpty());
  if (recent_.projects().isEmpty()) return;
  recentMenu_->addSeparator();
  QAction* clear = recentMenu_->addAction(tr("Empty this list"));
  clear->setStatusTip(tr("Forget the recent projects; their files stay where they are"));
  connect(clear, &QAction::triggered, this, [this] { recent_.clear(); });
}

void WindowMenus::addPage(Mode mode, Page& page) {
  const QString name = pageEntry(mode).name;
  auto* menu = new QMenu('&' + name, &window_);
  menu->addActions(page.actions());
  giveMnemonics(*menu);
  window_.menuBar()->insertMenu(helpMenu_->menuAction(), menu);
  menu->menuAction()->setVisible(false);
  pageMenus_[mode] = menu;
  shortcuts_.add(name, false, page.actions());
}

void WindowMenus::showPage(std::optional<Mode> mode) {
  for (const auto& [of, menu] : pageMenus_) menu->menuAction()->setVisible(of == mode && !menu->isEmpty());
}

void WindowMenus::setProjectOpen(bool isOpen) {
  for (QAction* action : {showFolder_, close_}) action->setEnabled(isOpen);
}

void WindowMenus::setFullScreen(bool isFull) {
  fullScreen_->setChecked(isFull);
}

}  // namespace macadam
