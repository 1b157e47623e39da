#include "annotate/road_ends.h"

#include "annotate/shapes.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

const cv::Rect kPart(100, 200, 80, 80);

RoadEnds endsOf(const Region& road) {
  return RoadEnds(road.toMask(kPart), kPart.tl());
}

/// A T: along row 240, and from there down column 140.
RoadEnds tee() {
  return endsOf(capsule({110.5, 240.5}, {170.5, 240.5}, 7).united(capsule({140.5, 240.5}, {140.5, 270.5}, 7)));
}

TEST(RoadEnds, SnapToAnEndOrAJunctionBeforeTheMiddle) {
  const auto junction = tee().snap({143, 245}, 8);
  ASSERT_TRUE(junction);
  EXPECT_EQ(junction->kind, RoadAnchor::Kind::Junction);
  EXPECT_NEAR(junction->at.x, 140.5, 1.0);
  EXPECT_NEAR(junction->at.y, 240.5, 2.0);

  const auto end = tee().snap({108, 243}, 8);
  ASSERT_TRUE(end);
  EXPECT_EQ(end->kind, RoadAnchor::Kind::End);
  EXPECT_NEAR(end->at.x, 110.5, 3.5);
}

TEST(RoadEnds, OfNoPixelsHaveNothingToSnapTo) {
  const RoadEnds none{cv::Mat()};
  EXPECT_FALSE(none.snap({10, 10}, 100));
  EXPECT_EQ(none.closed({{0, 0}, {5, 5}}, 100).size(), 2u);
}

TEST(RoadEnds, SnapToTheMiddleOfAStretchWhereNeitherIsNear) {
  EXPECT_EQ(tee().snap({125.5, 245}, 8), (RoadAnchor{RoadAnchor::Kind::Middle, {125.5, 240.5}}));
}

TEST(RoadEnds, SnapToNothingThatIsFurtherThanTheRadius) {
  EXPECT_FALSE(tee().snap({125.5, 250}, 8));
  EXPECT_FALSE(endsOf({}).snap({140, 240}, 100));
}

TEST(RoadEnds, ALineThatStopsShortOfARoadGoesOnToItsMiddle) {
  const Polyline closed = tee().closed({{125.5, 210.5}, {125.5, 234.5}}, 10);
  ASSERT_EQ(closed.size(), 3u);
  EXPECT_EQ(closed.back(), cv::Point2d(125.5, 240.5));
}

TEST(RoadEnds, ALineThatStopsWithinARoadGoesOnToItsMiddle) {
  const Polyline closed = tee().closed({{125.5, 239.5}, {125.5, 210.5}}, 10);
  EXPECT_EQ(closed, (Polyline{{125.5, 240.5}, {125.5, 239.5}, {125.5, 210.5}}));
}

TEST(RoadEnds, ALineGoesNeitherBackNorFar) {
  const Polyline away{{125.5, 246.5}, {125.5, 262.5}};  // the road lies behind its first point only
  EXPECT_EQ(tee().closed(away, 10).size(), 3u);
  EXPECT_EQ(tee().closed(away, 5), away);
  const Polyline past{{125.5, 220.5}, {125.5, 243.5}};  // it has crossed the middle
  EXPECT_EQ(tee().closed(past, 10), past);
  EXPECT_EQ(tee().closed({{125.5, 239.5}}, 10).size(), 1u);
}

}  // namespace
}  // namespace macadam
