#include "ui/widgets/plot/plot_view.h"

#include <gtest/gtest.h>

namespace macadam {

TEST(PlotView, FollowsWhatComesUntilSomeoneLooksCloser) {
  PlotView view;
  view.setWhole({1, 10});
  EXPECT_EQ(view.x(), (PlotExtent{1, 10}));
  EXPECT_TRUE(view.lookAt({2, 3}));
  view.setWhole({1, 20});
  EXPECT_EQ(view.x(), (PlotExtent{2, 3}));
  EXPECT_FALSE(view.isFollowing());
}

TEST(PlotView, StaysWhereARangeHasNoWidth) {
  PlotView view;
  EXPECT_FALSE(view.lookAt({2, 2}));
  EXPECT_FALSE(view.lookAt({3, 2}));
  EXPECT_TRUE(view.isFollowing());
}

TEST(PlotView, ForgetsTheChosenValuesWhenItFits) {
  PlotView view;
  view.chooseY(1, {0, 5});
  EXPECT_EQ(view.chosenY(0), std::nullopt);
  EXPECT_EQ(view.chosenY(1), (PlotExtent{0, 5}));
  view.follow();
  EXPECT_TRUE(view.chosenY(1));
  view.fit();
  EXPECT_EQ(view.chosenY(1), std::nullopt);
}

}  // namespace macadam
