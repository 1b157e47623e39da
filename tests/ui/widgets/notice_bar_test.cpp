#include "ui/widgets/notice_bar.h"

#include <gtest/gtest.h>

#include <QPushButton>
#include <QTest>
#include <QToolButton>

namespace macadam {
namespace {

class NoticeBarTest : public testing::Test {
 protected:
  NoticeBarTest() { page_.show(); }

  QWidget page_;
  NoticeBar bar_{NoticeTone::Warning, &page_};
};

TEST_F(NoticeBarTest, StaysUntilItIsDismissedOrHasNothingToSay) {
  EXPECT_FALSE(bar_.isVisible());
  bar_.show("c.png has no mask");
  EXPECT_TRUE(bar_.isVisible());
  EXPECT_EQ(bar_.text(), "c.png has no mask");
  bar_.show({});
  EXPECT_FALSE(bar_.isVisible());
  bar_.show("d.png has no mask");
  QStringList dismissed;
  QObject::connect(&bar_, &NoticeBar::dismissed, [&](const QString& text) { dismissed.append(text); });
  QTest::mouseClick(bar_.findChild<QToolButton*>(), Qt::LeftButton);
  EXPECT_EQ(bar_.text(), "");
  EXPECT_EQ(dismissed, QStringList{"d.png has no mask"});
}

TEST_F(NoticeBarTest, OffersOneThingToDo) {
  int done = 0;
  bar_.show("The report is in /tmp.", "Open", [&] { ++done; });
  EXPECT_TRUE(bar_.button().isVisible());
  QTest::mouseClick(&bar_.button(), Qt::LeftButton);
  EXPECT_EQ(done, 1);
  EXPECT_FALSE(bar_.isVisible());
  bar_.show("Nothing to do here.");
  EXPECT_FALSE(bar_.button().isVisible());
}

}  // namespace
}  // namespace macadam
