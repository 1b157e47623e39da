#include "ui/widgets/plot/plot_curves.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

PlotCurve curveOf(const QString& key, int panel, const std::vector<PlotPoint>& points) {
  PlotCurve curve{.key = key, .name = key, .panel = panel};
  for (const PlotPoint& point : points) curve.points.append(point.x, point.y);
  return curve;
}

}  // namespace

class PlotCurvesTest : public testing::Test {
 protected:
  PlotCurvesTest() {
    curves_.set(curveOf("loss", 0, {{1, 4}, {3, 1}}));
    PlotCurve companion = curveOf("loss of teacher", 1, {{2, 7}, {5, 9}});
    companion.companionOf = "loss";
    curves_.set(companion);
  }

  PlotCurves curves_{[] {}};
};

TEST_F(PlotCurvesTest, HideACompanionWithItsCurve) {
  const PlotCurve& companion = curves_.find("loss of teacher")->curve;
  EXPECT_TRUE(curves_.isCompanion(companion));
  curves_.setHidden("loss of teacher", true);
  EXPECT_TRUE(curves_.isShown(companion)) << "it goes with its curve alone";
  curves_.setHidden("loss", true);
  EXPECT_FALSE(curves_.isShown(companion));
  EXPECT_EQ(curves_.hidden(), QStringList({"loss", "loss of teacher"}));
}

TEST_F(PlotCurvesTest, LetACompanionStandForItselfWhereItsCurveHasGone) {
  curves_.setHidden("loss", true);
  EXPECT_TRUE(curves_.remove("loss"));
  EXPECT_FALSE(curves_.remove("loss"));
  const PlotCurve& companion = curves_.find("loss of teacher")->curve;
  EXPECT_FALSE(curves_.isCompanion(companion));
  EXPECT_TRUE(curves_.isShown(companion));
}

TEST_F(PlotCurvesTest, KeepTheirOrderWhenOneIsReplaced) {
  curves_.set(curveOf("loss", 0, {{1, 2}}));
  ASSERT_EQ(curves_.all().size(), 2u);
  EXPECT_EQ(curves_.all()[0].curve.key, "loss");
  EXPECT_EQ(curves_.all()[0].curve.points.size(), 1u);
}

TEST_F(PlotCurvesTest, AreReadInThePanelsThatAreShown) {
  EXPECT_EQ(curves_.readingsAt(2.5, {0, 1}).size(), 2u);
  const std::vector<PlotReading> readings = curves_.readingsAt(2.5, {1});
  ASSERT_EQ(readings.size(), 1u);
  EXPECT_EQ(readings[0].key, "loss of teacher");
  EXPECT_EQ(readings[0].x, 2.0);
  EXPECT_EQ(readings[0].value, 7.0);
}

TEST_F(PlotCurvesTest, ReachOverAllOfXAndOverTheValuesThatAreShown) {
  curves_.append("loss", 6, 2);
  EXPECT_EQ(curves_.wholeX(), (PlotExtent{1, 6}));
  const PlotExtent range = curves_.valueRange(0, {1, 6}, PlotScale::Linear, false);
  EXPECT_DOUBLE_EQ(range.low, 0.82);  // 6 % of 3 below 1
  EXPECT_DOUBLE_EQ(range.high, 4.18);
  curves_.setHidden("loss", true);
  EXPECT_EQ(curves_.wholeX(), (PlotExtent{1, 6}));
  EXPECT_EQ(curves_.valueRange(0, {1, 6}, PlotScale::Linear, false), (PlotExtent{0, 1}));
}

TEST_F(PlotCurvesTest, TellWhetherABestValueIsAnotherOne) {
  EXPECT_TRUE(curves_.setBest("loss", PlotPoint{3, 1}));
  EXPECT_FALSE(curves_.setBest("loss", PlotPoint{3, 1}));
  EXPECT_TRUE(curves_.setBest("loss", std::nullopt));
}

}  // namespace macadam
