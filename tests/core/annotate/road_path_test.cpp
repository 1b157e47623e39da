#include "annotate/road_path.h"

#include "annotate/road_evidence.h"
#include "annotate/shapes.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include <cmath>

namespace macadam {
namespace {

const cv::Size kSize(300, 240);

/// An S, nowhere bent to less than a radius of 40 pixels.
Polyline sCurve() {
  Polyline line;
  for (int x = 20; x <= 280; x += 4) line.emplace_back(x + 0.5, 120.0 + 40.0 * std::sin((x - 20) * 2 * CV_PI / 260));
  return line;
}

cv::Mat roadOf(const Polyline& line, double width) {
  return roadLine(line, width).toMask(cv::Rect({}, kSize));
}

/// A grey road over a green ground, both of uneven brightness.
cv::Mat pictureOf(const cv::Mat& road) {
  cv::Mat picture(kSize, CV_8UC3, cv::Scalar(60, 95, 55)), noise(kSize, CV_8UC1), rgb;
  picture.setTo(cv::Scalar(125, 125, 130), road);
  cv::RNG random(2);
  random.fill(noise, cv::RNG::UNIFORM, 0, 20);
  cv::cvtColor(noise, rgb, cv::COLOR_GRAY2RGB);
  return picture + rgb;
}

cv::Mat probabilityOf(const cv::Mat& road) {
  cv::Mat probability;
  road.convertTo(probability, CV_32F, 0.9 / 255);
  cv::GaussianBlur(probability, probability, {}, 1.5);
  return probability;
}

/// Pixels that the furthest point of a line lies from another one.
double furthest(const Polyline& line, const Polyline& from) {
  double most = 0.0;
  const Polyline others = resampled(from, 0.1);
  for (const cv::Point2d point : resampled(line, 1.0)) {
    double nearest = 1e9;
    for (const cv::Point2d other : others) nearest = std::min(nearest, cv::norm(point - other));
    most = std::max(most, nearest);
  }
  return most;
}

TEST(RoadPath, StaysInTheMiddleOfACurvedRoadOverProbabilities) {
  const cv::Mat road = roadOf(sCurve(), 8);
  RoadPath path(pictureOf(road), probabilityOf(road));
  path.start(sCurve().front());
  const Polyline found = path.to(sCurve().back());
  EXPECT_EQ(found.front(), cv::Point2d(20.5, 120.0));
  EXPECT_EQ(found.back(), sCurve().back());
  EXPECT_LE(furthest(found, sCurve()), 1.0);
  EXPECT_LE(furthest(sCurve(), found), 1.0);
  EXPECT_LE(found.size(), 40u);
}

TEST(RoadPath, StaysInTheMiddleOfACurvedRoadOfThePictureAlone) {
  RoadPath path(pictureOf(roadOf(sCurve(), 8)));
  path.start(sCurve().front());
  const Polyline found = path.to(sCurve().back());
  EXPECT_LE(furthest(found, sCurve()), 1.0);
  EXPECT_LE(furthest(sCurve(), found), 1.0);
}

TEST(RoadPath, FindsRoadsOfAnotherScaleByTheirWidth) {
  Polyline arc;
  for (int x = 20; x <= 280; x += 4) arc.emplace_back(x + 0.5, 70.0 + 80.0 * std::sin((x - 20) * CV_PI / 260));
  RoadPath path(pictureOf(roadOf(arc, 24)), {}, 24.0);
  path.start(arc.front());
  EXPECT_LE(furthest(path.to(arc.back()), arc), 3.0);
}

TEST(RoadPath, GoesAlongTheRoadAndNotStraightAcross) {
  const Polyline bend{{40.5, 200.5}, {40.5, 40.5}, {240.5, 40.5}};
  RoadPath path(pictureOf(roadOf(bend, 8)));
  path.start(bend.front());
  EXPECT_LE(furthest(path.to(bend.back()), bend), 5.0);  // cuts the corner a little
}

TEST(RoadPath, AnEarlierQuestionChangesNoAnswer) {
  const cv::Mat picture = pictureOf(roadOf(sCurve(), 8));
  RoadPath once(picture), often(picture);
  often.prepare(cv::Rect({}, kSize));
  often.start({200, 20});
  often.to({10, 230});
  for (RoadPath* path : {&once, &often}) path->start({20.5, 120});
  often.to({100, 100});
  often.to({299, 0});
  EXPECT_EQ(often.to({150.5, 120}), once.to({150.5, 120}));
}

TEST(RoadPath, AnswersAtTheStartAndBeyondThePicture) {
  RoadPath path(pictureOf(roadOf(sCurve(), 8)));
  path.start({50, 60});
  EXPECT_EQ(path.to({50, 60}), (Polyline{{50, 60}, {50, 60}}));
  EXPECT_EQ(path.to({400, 300}).back(), cv::Point2d(400, 300));
  path.start({-30, -5});
  EXPECT_EQ(path.to({20, 20}).front(), cv::Point2d(-30, -5));
}

TEST(RoadEvidence, LiesWhereTheRoadDoesAlsoWhereTheEdgeCutsTheLastCells) {
  const cv::Mat flat(241, 301, CV_8UC3, cv::Scalar(90, 90, 90));
  cv::Mat probability = cv::Mat::zeros(flat.size(), CV_32FC1);
  probability.colRange(270, 280).setTo(1.0);
  RoadEvidence evidence(flat, probability, 5);
  ASSERT_EQ(evidence.grid(), cv::Size(16, 13));  // of 20 pixels: the road's are 260 to 280
  EXPECT_GT(evidence.at({13, 6}).road, evidence.at({14, 6}).road);
  EXPECT_GT(evidence.at({13, 6}).road, evidence.at({12, 6}).road);
}

}  // namespace
}  // namespace macadam
