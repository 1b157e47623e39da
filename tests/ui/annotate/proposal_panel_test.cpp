#include "ui/annotate/proposal_panel.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QToolButton>

namespace macadam {
namespace {

class ProposalPanelTest : public testing::Test {
 protected:
  QAction& action(const char* name) { return *panel_.findChild<QAction*>(name); }
  QString counter() {
    for (const QLabel* label : panel_.findChildren<QLabel*>()) {
      if (label->accessibleName() == "Proposals") return label->text();
    }
    return {};
  }

  ProposalPanel panel_;
};

TEST_F(ProposalPanelTest, SliderAndNumberSayTheSame) {
  QSignalSpy told(&panel_, &ProposalPanel::probabilityChanged);
  panel_.findChild<QSlider*>()->setValue(70);
  EXPECT_DOUBLE_EQ(panel_.findChild<QDoubleSpinBox*>()->value(), 0.7);
  EXPECT_DOUBLE_EQ(panel_.probability(), 0.7);
  panel_.findChild<QDoubleSpinBox*>()->setValue(0.85);
  EXPECT_EQ(panel_.findChild<QSlider*>()->value(), 85);
  ASSERT_EQ(told.size(), 2);
  EXPECT_DOUBLE_EQ(told.last().first().toDouble(), 0.85);
}

TEST_F(ProposalPanelTest, CountsWhereOneStandsAndWhatWasAccepted) {
  EXPECT_EQ(counter(), "No proposals");
  panel_.setProgress({.current = 11, .total = 40, .accepted = 5});
  EXPECT_EQ(counter(), "12 of 40 · 5 accepted");
  panel_.setProgress({.current = 39, .total = 40, .accepted = 5, .rejected = 2});
  EXPECT_EQ(counter(), "40 of 40 · 5 accepted · 2 rejected");
  panel_.setProgress({.total = 1});
  EXPECT_EQ(counter(), "1 proposal");
}

TEST_F(ProposalPanelTest, OffersOnlyWhatCanBeDone) {
  for (const QAction* each : panel_.panelActions()) EXPECT_FALSE(each->isEnabled()) << each->text().toStdString();
  panel_.setProgress({.current = 0, .total = 2, .agreed = 1});
  EXPECT_TRUE(action("acceptProposal").isEnabled());
  EXPECT_TRUE(action("rejectProposal").isEnabled());
  EXPECT_FALSE(action("previousProposal").isEnabled());
  EXPECT_TRUE(action("nextProposal").isEnabled());
  EXPECT_FALSE(action("acceptProposalsInView").isEnabled());
  EXPECT_TRUE(action("acceptProposalsAgreed").isEnabled());
  panel_.setProgress({.current = 1, .total = 2, .inView = 3});
  EXPECT_TRUE(action("previousProposal").isEnabled());
  EXPECT_FALSE(action("nextProposal").isEnabled());
  EXPECT_TRUE(action("acceptProposalsInView").isEnabled());
}

TEST_F(ProposalPanelTest, TellsWhatIsWished) {
  panel_.setProgress({.current = 1, .total = 3, .agreed = 1, .inView = 1});
  QSignalSpy accepted(&panel_, &ProposalPanel::acceptWished), rejected(&panel_, &ProposalPanel::rejectWished),
      inView(&panel_, &ProposalPanel::acceptAllInViewWished), agreed(&panel_, &ProposalPanel::acceptAllAgreedWished),
      steps(&panel_, &ProposalPanel::stepWished);
  for (QAction* each : panel_.panelActions()) each->trigger();
  EXPECT_EQ(accepted.size(), 1);
  EXPECT_EQ(rejected.size(), 1);
  EXPECT_EQ(inView.size(), 1);
  EXPECT_EQ(agreed.size(), 1);
  ASSERT_EQ(steps.size(), 2);
  EXPECT_EQ(steps[0].first().toInt(), -1);
  EXPECT_EQ(steps[1].first().toInt(), 1);
}

TEST_F(ProposalPanelTest, SaysWhyThereIsNothing) {
  panel_.setNote("Train a network first; it proposes roads here.");
  panel_.show();
  bool isSaid = false;
  for (const QLabel* label : panel_.findChildren<QLabel*>()) {
    isSaid = isSaid || (label->isVisible() && label->text().startsWith("Train a network"));
  }
  EXPECT_TRUE(isSaid);
}

TEST_F(ProposalPanelTest, FitsANarrowColumnAndCanBeReachedByTheKeyboard) {
  EXPECT_LE(panel_.minimumSizeHint().width(), 300);
  for (const QToolButton* button : panel_.findChildren<QToolButton*>()) {
    EXPECT_TRUE(button->focusPolicy() & Qt::TabFocus) << button->text().toStdString();
    EXPECT_FALSE(button->accessibleName().isEmpty()) << button->text().toStdString();
  }
}

}  // namespace
}  // namespace macadam
