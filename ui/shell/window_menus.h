#pragma once

#include "ui/shell/page_table.h"

#include <QList>
#include <QObject>
#include <QString>
#include <map>
#include <optional>

class QAction;
class QMainWindow;
class QMenu;
class QUndoGroup;

namespace macadam {

class ModeBar;
class Page;
class RecentProjects;
class ShortcutBook;

/// The menus of the window, those of its pages among them: what stands there, under which keys, and when. Says what was
/// chosen.
class WindowMenus : public QObject {
  Q_OBJECT

 public:
  /// Makes the actions that other parts of the window show too.
  WindowMenus(QMainWindow& window, RecentProjects& recent, ShortcutBook& shortcuts);

  /// Fills the menu bar.
  void build(const ModeBar& modes, QUndoGroup& undo);
  /// Gives a page the menu of its actions, before Help; it is hidden until the page is shown.
  void addPage(Mode mode, Page& page);
  /// Shows the menu of this page only.
  void showPage(std::optional<Mode> mode);
  void setProjectOpen(bool isOpen);
  void setFullScreen(bool isFull);

  QAction& newProject() const { return *new_; }
  QAction& openProject() const { return *open_; }
  QAction& demo() const { return *demo_; }

 Q_SIGNALS:
  void newWished();
  void openWished();
  void recentWished(const QString& folder);
  void demoWished();
  void closeWished();
  void folderWished();
  void fullScreenWished();
  void firstStepsWished();
  void shortcutsWished();
  void aboutWished();

 private:
  QMenu* addMenu(const QString& title);
  QAction* add(const char* id, const QString& text, const QString& hint, const QKeySequence& keys,
               void (WindowMenus::*wish)());
  void buildFile();
  void buildEdit(QUndoGroup& undo);
  void buildView(const ModeBar& modes);
  void buildAppearance(QMenu& menu);
  void buildHelp();
  void fillRecent();

  QMainWindow& window_;
  RecentProjects& recent_;
  ShortcutBook& shortcuts_;

  QAction* new_;
  QAction* open_;
  QAction* demo_;
  QAction* showFolder_;
  QAction* close_;
  QAction* fullScreen_;
  QMenu* recentMenu_ = nullptr;
  QMenu* helpMenu_ = nullptr;
  std::map<Mode, QMenu*> pageMenus_;  ///< Of the pages built so far.
};

}  // namespace macadam
