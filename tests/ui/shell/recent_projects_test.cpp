#include "ui/shell/recent_projects.h"

#include "shell_world.h"
#include "ui/shell/recent_list.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

namespace macadam {
namespace {

class RecentProjectsTest : public ShellTest {};

const QDateTime kNoon(QDate(2026, 11, 22), QTime(12, 0));

TEST_F(RecentProjectsTest, ComeLatestFirstAndOnlyOnce) {
  RecentProjects recent;
  recent.add("/tiles/a", kNoon);
  recent.add("/tiles/b", kNoon.addSecs(60));
  recent.add("/tiles/a/", kNoon.addSecs(120));
  ASSERT_EQ(recent.projects().size(), 2);
  EXPECT_EQ(recent.projects()[0], (RecentProject{"/tiles/a", kNoon.addSecs(120)}));
  EXPECT_EQ(recent.projects()[1].folder, "/tiles/b");
}

TEST_F(RecentProjectsTest, AreRemembered) {
  RecentProjects().add("/tiles/a", kNoon);
  EXPECT_EQ(RecentProjects().projects(), (QList<RecentProject>{{"/tiles/a", kNoon}}));
}

TEST_F(RecentProjectsTest, KeepTheLastTwelve) {
  RecentProjects recent;
  for (int i = 0; i < 20; ++i) recent.add(QString("/tiles/%1").arg(i), kNoon);
  EXPECT_EQ(recent.projects().size(), 12);
  EXPECT_EQ(RecentProjects().projects().size(), 12);
  EXPECT_EQ(recent.projects().last().folder, "/tiles/8");
}

TEST_F(RecentProjectsTest, TellTheirLastUseAsPeopleSayIt) {
  QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
  EXPECT_EQ(lastUsedText(kNoon, kNoon.addSecs(60)), "Today, 12:00");
  EXPECT_EQ(lastUsedText(kNoon, kNoon.addDays(1)), "Yesterday");
  EXPECT_EQ(lastUsedText(kNoon, kNoon.addDays(3)), "Sunday");
  EXPECT_EQ(lastUsedText(kNoon, kNoon.addDays(30)), "22 November 2026");
}

TEST_F(RecentProjectsTest, OpenByEnterAndLeaveTheListByDelete) {
  RecentProjects recent;
  recent.add("/tiles/a", kNoon);
  recent.add("/tiles/b", kNoon);
  RecentList list(recent);
  const QAbstractItemModelTester tester(list.model());
  QSignalSpy opened(&list, &RecentList::openRequested);
  QTest::keyClick(&list, Qt::Key_Down);
  QTest::keyClick(&list, Qt::Key_Return);
  ASSERT_EQ(opened.count(), 1);
  EXPECT_EQ(opened[0][0].toString(), "/tiles/a");
  QTest::keyClick(&list, Qt::Key_Delete);
  EXPECT_EQ(list.count(), 1);
  EXPECT_EQ(recent.projects().first().folder, "/tiles/b");
}

}  // namespace
}  // namespace macadam
