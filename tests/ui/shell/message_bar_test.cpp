#include "ui/shell/message_bar.h"

#include "shell_world.h"
#include "ui/shell/message_strip.h"

#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>

namespace macadam {
namespace {

QToolButton* dismissButton(const MessageBar& bar) {
  for (auto* button : bar.findChildren<QToolButton*>()) {
    if (button->toolTip() == "Dismiss") return button;
  }
  return nullptr;
}

TEST(MessageBar, IsHiddenUntilThereIsSomethingToSay) {
  MessageBar bar;
  EXPECT_TRUE(bar.isHidden());
  bar.showProblems("Reading", {{"a.png", "is torn", "copy it again"}});
  EXPECT_FALSE(bar.isHidden());
  QTest::mouseClick(dismissButton(bar), Qt::LeftButton);
  EXPECT_TRUE(bar.isHidden());
}

TEST(MessageBar, ReplacesAMessageOfTheSameTitle) {
  MessageBar bar;
  bar.showProblems("Reading", {{"a.png", "is torn", ""}});
  bar.showProblems("Writing", {{"b.png", "is locked", ""}});
  bar.showProblems("Reading", {{"c.png", "is torn", ""}});
  EXPECT_EQ(bar.titles(), (QStringList{"Reading", "Writing"}));
}

TEST(MessageBar, TellsMessagesOfOneTitleApartByTheirKeys) {
  MessageBar bar;
  bar.show({.title = "Interrupted", .key = "one"});
  bar.show({.title = "Interrupted", .key = "two"});
  bar.show({.title = "Interrupted", .key = "one"});
  EXPECT_EQ(bar.titles(), (QStringList{"Interrupted", "Interrupted"}));
  bar.remove("two");
  EXPECT_EQ(bar.titles(), QStringList{"Interrupted"});
}

TEST(MessageBar, KeepsTheNewestFour) {
  MessageBar bar;
  for (const char* title : {"1", "2", "3", "4", "5"}) bar.showProblems(title, {{"a", "b", "c"}});
  EXPECT_EQ(bar.titles(), (QStringList{"5", "4", "3", "2"}));
}

TEST(MessageBar, UnfoldsFurtherProblems) {
  MessageBar bar;
  bar.resize(600, 100);
  bar.showProblems("Reading", {{"a.png", "is torn", ""}, {"b.png", "is torn", ""}, {"c.png", "is torn", ""}});
  bar.QWidget::show();
  EXPECT_EQ(bar.findChild<QScrollArea*>(), nullptr);
  auto* more = buttonWithText<QToolButton>(bar, "2 more");
  ASSERT_NE(more, nullptr);
  QTest::mouseClick(more, Qt::LeftButton);
  ASSERT_NE(bar.findChild<QScrollArea*>(), nullptr);
  EXPECT_TRUE(bar.findChild<QScrollArea*>()->isVisible());
}

TEST(MessageBar, DoesWhatAButtonSaysAndGoes) {
  MessageBar bar;
  int resumed = 0, dismissed = 0;
  bar.show(
      {.title = "Interrupted", .actions = {{"Resume", "", [&] { ++resumed; }}}, .dismissed = [&] { ++dismissed; }});
  QTest::mouseClick(buttonWithText<QPushButton>(bar, "Resume"), Qt::LeftButton);
  EXPECT_EQ(resumed, 1);
  EXPECT_EQ(dismissed, 0);
  EXPECT_TRUE(bar.titles().isEmpty());
}

TEST(MessageBar, WritesProblemsAsSentences) {
  EXPECT_EQ(problemMarkup({"a<b>.png", "is torn", "copy it again"}), "<b>a&lt;b&gt;.png</b> is torn. Copy it again.");
  EXPECT_EQ(problemMarkup({"", "no memory", ""}), "No memory.");
  EXPECT_EQ(problemMarkup({"the masks", "hold 1 and 3", "give --mask-values"}),
            "<b>the masks</b> hold 1 and 3. Choose what the values of the masks mean.");
}

}  // namespace
}  // namespace macadam
