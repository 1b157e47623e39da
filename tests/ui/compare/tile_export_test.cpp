#include "ui/compare/tile_export.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

const CompareSource kImage{SourceKind::Image, {}, "image", "Image", {}};
const CompareSource kStudent{SourceKind::Network, {{"runs/r", "student"}}, "r/student", "Student", "r"};
const CompareSource kMean{SourceKind::Mean, {{"runs/r", "teacher1"}, {"runs/r", "teacher2"}}, "r/mean", "Mean", "r"};

Sample sample(const std::string& id) {
  return {.id = id};
}

Prediction prediction(const std::string& sample, const CompareSource& source, const std::string& checkpoint = "1") {
  return {.sample = sample,
          .source = source.id,
          .checkpoint = checkpoint,
          .probability = std::make_shared<const cv::Mat>(1, 1, CV_16UC1, cv::Scalar(7)),
          .curve = {},
          .problems = {}};
}

class TileExportTest : public testing::Test {
 protected:
  TileExport tiles_{"figure.png", {sample("a"), sample("b")}, {kImage, kStudent, kMean}, PaneLook()};
};

}  // namespace

TEST_F(TileExportTest, WaitsForEachPredictedSourceOfEachTile) {
  EXPECT_EQ(tiles_.expected(), 4u);
  ASSERT_EQ(tiles_.missing().size(), 4u);
  EXPECT_EQ(tiles_.missing()[0].source.id, "r/student");
  EXPECT_EQ(tiles_.missing()[1].sample.id, "b");
  EXPECT_EQ(tiles_.missing()[2].source.id, "r/mean");
}

TEST_F(TileExportTest, IsCompleteWhateverElseIsPredictedMeanwhile) {
  const CompareSource other{SourceKind::Network, {{"runs/q", "student"}}, "q/student", "Student", "q"};
  tiles_.take(prediction("a", other));
  tiles_.take(prediction("c", kStudent));
  for (const char* id : {"a", "b"}) {
    for (const CompareSource* source : {&kStudent, &kMean}) {
      EXPECT_FALSE(tiles_.isComplete());
      EXPECT_FALSE(tiles_.take(prediction(id, *source)));
    }
  }
  tiles_.take(prediction("c", kMean));
  EXPECT_TRUE(tiles_.isComplete());
  EXPECT_TRUE(tiles_.missing().empty());
  EXPECT_EQ(tiles_.probability(sample("b"), kMean)->at<std::uint16_t>(0), 7);
  EXPECT_FALSE(tiles_.probability(sample("b"), kImage));
}

TEST_F(TileExportTest, NeverHoldsPredictionsOfTwoCheckpoints) {
  tiles_.take(prediction("a", kStudent, "1"));
  tiles_.take(prediction("a", kMean, "1"));
  EXPECT_TRUE(tiles_.take(prediction("b", kStudent, "2"))) << "tile a was predicted by the one before";
  ASSERT_EQ(tiles_.missing().size(), 2u);
  EXPECT_EQ(tiles_.missing()[0].sample.id, "a");
  EXPECT_EQ(tiles_.missing()[0].source.id, "r/student");
  EXPECT_EQ(tiles_.missing()[1].source.id, "r/mean");
}

TEST_F(TileExportTest, SaysWhyItCannotBeComplete) {
  Prediction failed = prediction("a", kStudent);
  failed.probability = nullptr;
  failed.problems = {{"runs/r", "holds no checkpoint", "train it"}};
  tiles_.take(failed);
  ASSERT_EQ(tiles_.problems().size(), 1);
  EXPECT_EQ(tiles_.problems()[0].what, "holds no checkpoint");
  EXPECT_FALSE(tiles_.isComplete());
}

}  // namespace macadam
