#include "ui/widgets/menu_mnemonics.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QMenu>

namespace macadam {

TEST(MenuMnemonics, LeaveTheAmpersandsOfNamesWhereTheyAre) {
  QMenu menu;
  const QAction* resume = menu.addAction("Resume a&&b");
  giveMnemonics(menu);
  Q_EMIT menu.aboutToShow();
  EXPECT_EQ(resume->text(), "&Resume a&&b");
  menu.insertAction(menu.actions().front(), new QAction("&Rename", &menu));  // the letter is taken now
  Q_EMIT menu.aboutToShow();
  EXPECT_EQ(resume->text(), "Resume &a&&b");
}

TEST(MenuMnemonics, AreGivenAnewToAnotherText) {
  QMenu menu;
  QAction* resume = menu.addAction("Resume");
  giveMnemonics(menu);
  Q_EMIT menu.aboutToShow();
  resume->setText("Go on");
  Q_EMIT menu.aboutToShow();
  EXPECT_EQ(resume->text(), "&Go on");
}

}  // namespace macadam
