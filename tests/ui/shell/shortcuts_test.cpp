#include "shell_world.h"
#include "support/wait_for.h"
#include "ui/shell/shortcut_book.h"
#include "ui/shell/shortcut_dialog.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <algorithm>

namespace macadam {
namespace {

/// Open works everywhere; Draw and Train each on a page of their own, by the same key.
class ShortcutsTest : public ShellTest {
 protected:
  ShortcutsTest() {
    name(open_, "open", "&Open…", QKeySequence("Ctrl+O"));
    name(draw_, "draw", "Draw", QKeySequence("Ctrl+R"));
    name(train_, "train", "Train", QKeySequence("Ctrl+R"));
    book_.add("File", true, {&open_});
    book_.add("Data", false, {&draw_});
    book_.add("Train", false, {&train_});
  }

  static void name(QAction& action, const char* id, const char* text, const QKeySequence& keys) {
    action.setObjectName(id);
    action.setText(text);
    action.setShortcut(keys);
  }

  QAction open_, draw_, train_;
  ShortcutBook book_;
};

TEST_F(ShortcutsTest, MeetOnlyWhereBothWork) {
  EXPECT_EQ(book_.conflict("draw", QKeySequence("Ctrl+O")), "File: Open");
  EXPECT_EQ(book_.conflict("open", QKeySequence("Ctrl+R")), "Data: Draw");
  EXPECT_EQ(book_.conflict("draw", QKeySequence("Ctrl+R")), "");
  EXPECT_EQ(book_.conflict("draw", QKeySequence("Ctrl+D")), "");
  EXPECT_EQ(book_.conflict("draw", {}), "");
}

TEST_F(ShortcutsTest, AreRememberedByTheNextWindow) {
  book_.change("draw", QKeySequence("Ctrl+D"));
  EXPECT_EQ(draw_.shortcut(), QKeySequence("Ctrl+D"));
  QAction again;
  name(again, "draw", "Draw", QKeySequence("Ctrl+R"));
  ShortcutBook next;
  next.add("Data", false, {&again});
  EXPECT_EQ(again.shortcut(), QKeySequence("Ctrl+D"));
  next.resetAll();
  EXPECT_EQ(again.shortcut(), QKeySequence("Ctrl+R"));
  EXPECT_FALSE(QSettings().contains("shortcuts/draw"));
}

QTreeWidgetItem* itemOf(const ShortcutDialog& dialog, const QString& text) {
  return dialog.findChild<QTreeWidget*>()->findItems(text, Qt::MatchExactly | Qt::MatchRecursive).value(0);
}

TEST_F(ShortcutsTest, ChangeInTheDialogAtOnce) {
  ShortcutDialog dialog(book_);
  auto* list = dialog.findChild<QTreeWidget*>();
  const QAbstractItemModelTester tester(list->model());
  list->setCurrentItem(itemOf(dialog, "Draw"));
  dialog.findChild<QKeySequenceEdit*>()->setKeySequence(QKeySequence("Ctrl+D"));
  EXPECT_EQ(draw_.shortcut(), QKeySequence("Ctrl+D"));
  EXPECT_EQ(list->currentItem()->text(1), "Ctrl+D");
  QTest::mouseClick(buttonWithText<QPushButton>(dialog, "Standard"), Qt::LeftButton);
  EXPECT_EQ(draw_.shortcut(), QKeySequence("Ctrl+R"));
}

TEST_F(ShortcutsTest, AreRefusedInTheDialogWhenTaken) {
  ShortcutDialog dialog(book_);
  dialog.findChild<QTreeWidget*>()->setCurrentItem(itemOf(dialog, "Draw"));
  auto* keys = dialog.findChild<QKeySequenceEdit*>();
  keys->setKeySequence(QKeySequence("Ctrl+O"));
  EXPECT_EQ(draw_.shortcut(), QKeySequence("Ctrl+R"));
  EXPECT_EQ(keys->keySequence(), QKeySequence("Ctrl+R"));
  bool told = false;
  for (const auto* label : dialog.findChildren<QLabel*>()) told = told || label->text().contains("“File: Open”");
  EXPECT_TRUE(told);
}

TEST_F(ShortcutsTest, AreFoundByNameAndByKey) {
  ShortcutDialog dialog(book_);
  auto* search = dialog.findChild<QLineEdit*>();
  search->setText("ctrl+o");
  EXPECT_FALSE(itemOf(dialog, "Open")->isHidden());
  EXPECT_TRUE(itemOf(dialog, "Draw")->isHidden());
  search->setText("dra");
  EXPECT_FALSE(itemOf(dialog, "Draw")->isHidden());
  search->setText("data");
  EXPECT_FALSE(itemOf(dialog, "Draw")->isHidden());
  EXPECT_TRUE(itemOf(dialog, "Train")->isHidden());
}

TEST_F(ShortcutsTest, AreChangedWithoutAMouse) {
  ShortcutDialog dialog(book_);
  dialog.show();
  ASSERT_TRUE(QTest::qWaitForWindowExposed(&dialog));
  dialog.activateWindow();
  auto* list = dialog.findChild<QTreeWidget*>();
  auto* keys = dialog.findChild<QKeySequenceEdit*>();
  list->setCurrentItem(itemOf(dialog, "Draw"));
  list->setFocus();
  QTest::keyClick(list, Qt::Key_Return);
  EXPECT_EQ(dialog.focusWidget(), keys);
  QTest::keyClick(keys, Qt::Key_D, Qt::ControlModifier);
  ASSERT_TRUE(waitFor([&] { return draw_.shortcut() == QKeySequence("Ctrl+D"); }));
  QTest::keyClick(keys, Qt::Key_Escape);
  EXPECT_EQ(draw_.shortcut(), QKeySequence("Ctrl+D"));
  EXPECT_EQ(dialog.focusWidget(), list);
  EXPECT_TRUE(dialog.isVisible());
}

/// A window with all its pages.
class MenusTest : public ShellTest {
 protected:
  MenusTest() {
    openAndWait(window_, makeProjectFolder());
    window_.pages().buildAll();
  }

  QList<QMenu*> menus() const {
    QList<QMenu*> menus;
    for (const QAction* action : window_.menuBar()->actions()) menus.append(action->menu());
    return menus;
  }

  MainWindow window_{accessTo(engine_)};
};

/// Those in the menus of a menu included.
QList<QAction*> everythingIn(const QMenu& menu) {
  QList<QAction*> found;
  for (QAction* action : menu.actions()) {
    if (action->isSeparator()) continue;
    found.append(action);
    if (action->menu() != nullptr) found.append(everythingIn(*action->menu()));
  }
  return found;
}

TEST_F(MenusTest, SayInTheStatusBarWhatEachActionDoes) {
  QStringList silent;
  for (const QMenu* menu : menus()) {
    for (const QAction* action : everythingIn(*menu)) {
      if (action->statusTip().isEmpty()) silent.append(menu->title() + ": " + action->text());
    }
  }
  EXPECT_EQ(silent.join("\n").toStdString(), "");
}

TEST_F(MenusTest, GiveEachActionAKeyUnlessItIsAChoiceInAMenuOfItsOwn) {
  QStringList keyless;
  for (const QMenu* menu : menus()) {
    for (const QAction* action : menu->actions()) {
      const bool hasOwn = action->isSeparator() || action->menu() != nullptr || !action->shortcut().isEmpty();
      if (!hasOwn) keyless.append(menu->title() + ": " + action->text());
    }
  }
  EXPECT_EQ(keyless.join("\n").toStdString(), "");
}

TEST_F(MenusTest, HoldTheQueueAndThePlots) {
  const auto& entries = window_.shortcuts().entries();
  for (const char* id :
       {"queue-arrow-up", "queue-arrow-down", "queue-remove", "monitor-panel-0", "results.exportCsv"}) {
    EXPECT_TRUE(std::ranges::any_of(entries, [&](const ShortcutEntry& entry) { return entry.id() == id; })) << id;
  }
}

}  // namespace
}  // namespace macadam
