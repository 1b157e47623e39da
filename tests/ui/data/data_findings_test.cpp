#include "data_pages.h"
#include "ui/data/check_report.h"
#include "ui/data/filter_bar.h"
#include "ui/data/split_panel.h"
#include "ui/widgets/finding_list.h"

#include <gtest/gtest.h>

#include <QLabel>
#include <QTreeWidget>
#include <algorithm>

namespace macadam {

TEST_F(DataPageTest, ALeakIsListedAndItsTilesAreSelected) {
  document().changeSplit({.labelled = {id('a', 1), id('a', 3)},
                          .unlabelled = {id('c', 0)},
                          .validation = {id('b', 0)},
                          .test = {id('a', 2)}},
                         "leak");
  FindingList& list = page_.panel().findings();
  ASSERT_TRUE(waitFor([&] { return list.findings().size() == 1; }));
  EXPECT_EQ(list.text(0), "Scene a is in training and test, 3 tiles.");
  page_.browser().filters().setConditions({.subset = Subset::Unused});
  QTest::mouseClick(list.findChild<QLabel*>("findingText"), Qt::LeftButton);
  EXPECT_EQ(page_.browser().selected(), (std::vector<std::string>{id('a', 1), id('a', 2), id('a', 3)}));
  ASSERT_NE(list.button(0), nullptr);
  QTest::mouseClick(list.button(0), Qt::LeftButton);
  EXPECT_EQ(document().split().labelled, (std::vector<std::string>{id('a', 1), id('a', 2), id('a', 3)}));
  EXPECT_TRUE(document().split().test.empty());
  document().undoStack().undo();
  EXPECT_EQ(document().split().test, std::vector<std::string>{id('a', 2)});
}

TEST_F(DataPageTest, WhatASplitLacksIsListed) {
  document().changeSplit({.labelled = {id('a', 1)}}, "one alone");
  const FindingList& list = page_.panel().findings();
  ASSERT_TRUE(waitFor([&] { return list.findings().size() == 3; }));
  EXPECT_TRUE(list.text(0).startsWith("One tile alone is labelled")) << list.text(0).toStdString();
  EXPECT_TRUE(list.text(1).startsWith("No tile is unlabelled")) << list.text(1).toStdString();
  EXPECT_TRUE(list.text(2).startsWith("No tile is for validation")) << list.text(2).toStdString();
}

TEST_F(DataPageTest, WhatHasGoneFromTheFolderIsListed) {
  std::filesystem::remove(project_.folder() / ("data/" + id('b', 1)));
  divide();
  const FindingList& list = page_.panel().findings();
  ASSERT_TRUE(waitFor([&] { return !list.findings().empty(); }));
  EXPECT_TRUE(list.text(0).contains("is not there any more")) << list.text(0).toStdString();
  EXPECT_EQ(list.button(0)->text(), "Locate…");
}

TEST_F(DataPageTest, WhatHasGoneStaysListedWhileTilesAreMoved) {
  std::filesystem::remove(project_.folder() / ("data/" + id('b', 1)));
  document().changeSplit({.labelled = {id('a', 1)}}, "one alone");
  const FindingList& list = page_.panel().findings();
  const auto saysWhatHasGone = [&] {
    return std::ranges::any_of(list.findings(),
                               [](const Finding& finding) { return finding.problem.what == "is not there any more"; });
  };
  ASSERT_TRUE(waitFor([&] { return list.findings().size() == 4 && saysWhatHasGone(); })) << "three are of the split";
  divide();
  EXPECT_TRUE(waitFor([&] { return list.findings().size() == 1; }));
  EXPECT_TRUE(saysWhatHasGone());
}

TEST_F(DataPageTest, TheCheckOfAllPixelsListsWhatIsWrong) {
  writeTornJpeg(project_.folder() / "data/images/torn.jpg");
  action("checkPixels").trigger();
  ASSERT_TRUE(waitFor([&] { return page_.findChild<CheckReport*>() != nullptr; }));
  auto* report = page_.findChild<CheckReport*>();
  auto* list = report->findChild<QTreeWidget*>();
  ASSERT_NE(list, nullptr);
  ASSERT_EQ(list->topLevelItemCount(), 1);
  EXPECT_EQ(list->topLevelItem(0)->text(0), "images/torn.jpg");
  EXPECT_NE(list->topLevelItem(0)->text(2), "");
  EXPECT_TRUE(waitFor([&] { return action("checkPixels").text() == "Check all pixels"; }));
  report->close();
}

}  // namespace macadam
