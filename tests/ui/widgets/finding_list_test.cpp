#include "ui/widgets/finding_list.h"

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <QTest>

namespace macadam {

TEST(FindingList, SaysWhatIsWrongAndOffersWhatMendsIt) {
  FindingList list;
  list.setFindings({{Severity::Stops, {"scene a", "is in training and test, 4 tiles", "move it"}, Fix::MoveScenes},
                    {Severity::Spoils, {"no tile", "is for validation", "move some there"}}});
  list.show();
  EXPECT_EQ(list.text(0), "Scene a is in training and test, 4 tiles.");
  EXPECT_EQ(list.text(1), "No tile is for validation; move some there.") << "without a button it says what to do";
  EXPECT_EQ(list.button(1), nullptr);
  std::optional<Fix> wished;
  QObject::connect(&list, &FindingList::fixWished, &list, [&](const Finding& finding) { wished = finding.fix; });
  ASSERT_NE(list.button(0), nullptr);
  QTest::mouseClick(list.button(0), Qt::LeftButton);
  EXPECT_EQ(wished, Fix::MoveScenes);
}

TEST(FindingList, IsNoWiderThanItsPanelHoweverLongAName) {
  FindingList list;
  list.setFindings({{Severity::Spoils, {"a/" + std::string(300, 'x') + "/y.png", "cannot be read", "copy it again"}}});
  EXPECT_LT(list.minimumSizeHint().width(), 120);
}

TEST(FindingList, KnowsItsHeightAsSoonAsItIsFilledAlsoWhileItIsShown) {
  FindingList list;
  list.show();
  list.setFindings({{Severity::Stops, {"scene a", "is in training and test, 4 tiles", "move it"}, Fix::MoveScenes}});
  EXPECT_GT(list.heightForWidth(300), list.fontMetrics().height());
  EXPECT_GT(list.heightForWidth(150), list.heightForWidth(400));
}

TEST(FindingList, IsHiddenWithoutFindings) {
  FindingList list;
  list.setFindings({{}});
  EXPECT_FALSE(list.isHidden());
  list.setFindings({});
  EXPECT_TRUE(list.isHidden());
}

}  // namespace macadam
