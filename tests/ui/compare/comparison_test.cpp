#include "ui/compare/comparison.h"

#include <gtest/gtest.h>

#include <QLocale>

namespace macadam {
namespace {

const CompareSource kImage{.kind = SourceKind::Image, .id = "image", .title = "Image"};
const CompareSource kTruth{.kind = SourceKind::Truth, .id = "truth", .title = "Ground truth"};

CompareSource student(const std::string& run) {
  return {.kind = SourceKind::Network,
          .networks = {{"runs/" + run, "student"}},
          .id = run + "/student",
          .title = "SSLKD student",
          .group = QString::fromStdString(run),
          .method = "SSLKD",
          .part = "student"};
}

CompareSource untrained(const std::string& run) {
  CompareSource source = student(run);
  source.unavailable = "Not trained yet";
  return source;
}

std::vector<std::string> idsOf(const std::vector<CompareSource>& sources) {
  std::vector<std::string> ids;
  for (const CompareSource& source : sources) ids.push_back(source.id);
  return ids;
}

using Ids = std::vector<std::string>;

const Sample kTile{
    .id = "test/a.png", .image = "/data/test/a.png", .mask = "/data/masks/a.png", .width = 32, .height = 16};
const Sample kBare{.id = "test/b.png", .image = "/data/test/b.png", .width = 32, .height = 32};

class ComparisonTest : public testing::Test {
 protected:
  ComparisonTest() {
    QLocale::setDefault(QLocale::c());
    dataset_.samples = {kTile, kBare};
    comparison_.setSources({kImage, kTruth, student("one"), student("two"), untrained("three")});
  }
  ~ComparisonTest() override { QLocale::setDefault(before_); }

  QString note(const CompareSource& source, bool isPredicted = false) const {
    return comparison_.noteOf(source, {}, isPredicted);
  }

  QLocale before_;
  Dataset dataset_;
  Comparison comparison_;
};

}  // namespace

TEST_F(ComparisonTest, ShowsEachSourceThatIsThereOnce) {
  comparison_.setShown({"truth", "two/student", "gone/student", "two/student", "image", "", "three/student"});
  EXPECT_EQ(idsOf(comparison_.shown()), (Ids{"truth", "two/student", "image", "three/student"}));
  EXPECT_EQ(idsOf(comparison_.scored()), (Ids{"two/student"}));
  EXPECT_EQ(comparison_.shortTitle("gone/student"), "");
}

TEST_F(ComparisonTest, TellsThoseThatAreShownApartByWhatTheyDoNotShare) {
  comparison_.setShown({"one/student", "two/student"});
  EXPECT_EQ(comparison_.shortTitle("one/student"), "one");
  EXPECT_EQ(comparison_.shortTitle("two/student"), "two");
}

TEST_F(ComparisonTest, OffersWhereTwoThatAreShownDisagree) {
  const std::string pair = "between:one/student|two/student";
  EXPECT_FALSE(comparison_.setShown({"image", "one/student"}));
  EXPECT_EQ(comparison_.find(pair), nullptr);
  EXPECT_TRUE(comparison_.setShown({"one/student", "two/student"}));
  EXPECT_NE(comparison_.find(pair), nullptr);
  comparison_.setSources({kImage, student("one"), student("two")});
  EXPECT_NE(comparison_.find(pair), nullptr) << "also when the runs are read again";
  EXPECT_TRUE(comparison_.setShown({"image"}));
  EXPECT_EQ(comparison_.find(pair), nullptr);
}

TEST_F(ComparisonTest, BeginsOnceWithWhatTheLastSessionShowed) {
  comparison_.wish({"truth", "gone/student", "two/student"});
  EXPECT_EQ(comparison_.firstChoice(), (Ids{"truth", "two/student"}));
  EXPECT_EQ(comparison_.firstChoice(), std::nullopt);
  comparison_.reset();
  EXPECT_EQ(comparison_.firstChoice(), (Ids{"truth", "two/student"})) << "another project begins anew";
}

TEST_F(ComparisonTest, BeginsWithWhatIsWorthSeeingWhereTheWishedNetworksHaveGone) {
  comparison_.wish({"image", "gone/student"});
  EXPECT_EQ(comparison_.firstChoice(), (Ids{"image", "truth", "one/student"}));
}

TEST_F(ComparisonTest, WaitsForNetworksBeforeItBegins) {
  comparison_.setSources({kImage, kTruth, untrained("three")});
  EXPECT_EQ(comparison_.firstChoice(), std::nullopt);
  comparison_.setSources({kImage, kTruth, student("one")});
  comparison_.choose();
  EXPECT_EQ(comparison_.firstChoice(), std::nullopt) << "someone chose meanwhile";
}

TEST_F(ComparisonTest, SaysWhatStandsInTheWayOfAPicture) {
  EXPECT_EQ(note(student("one")), "") << "nothing is shown yet";
  EXPECT_EQ(note(untrained("three")), "Not trained yet");
  comparison_.begin(kTile);
  EXPECT_EQ(note(kTruth), "");
  EXPECT_EQ(note(student("one")), "Predicting…");
  EXPECT_EQ(note(student("one"), true), "");
  comparison_.setFailure("one/student", "holds no checkpoint");
  EXPECT_EQ(note(student("one")), "holds no checkpoint");
  EXPECT_EQ(note(student("two")), "Predicting…");
  EXPECT_EQ(comparison_.noteOf(student("one"), "no memory", false), "no memory");
  comparison_.begin(kBare);
  EXPECT_EQ(note(kTruth), "No ground truth for this picture");
  EXPECT_EQ(note(student("one")), "Predicting…") << "the failure was of another picture";
  comparison_.begin(kBare, true);
  EXPECT_EQ(note(student("one")), "Too large to be predicted in sight: choose Predict and save");
  comparison_.begin(kBare, false, "Ground truth not used: too small");
  EXPECT_EQ(note(kTruth), "Ground truth not used: too small");
  comparison_.setProblem("cannot be read");
  EXPECT_EQ(note(kImage), "cannot be read");
}

TEST_F(ComparisonTest, SaysWhatASourceIsWhereItHasNoScores) {
  EXPECT_EQ(comparison_.lineOf(kImage), "");
  comparison_.begin(kTile, false, "Ground truth as in the project");
  EXPECT_EQ(comparison_.lineOf(kImage), "a.png, 32 × 16");
  EXPECT_EQ(comparison_.lineOf(kTruth), "Ground truth as in the project");
  EXPECT_EQ(comparison_.lineOf(student("one")), "one");
  comparison_.begin(kBare);
  EXPECT_EQ(comparison_.lineOf(kTruth), "");
  EXPECT_EQ(comparison_.lineOf(student("one")), "No ground truth: road is shown, not errors");
  comparison_.setLook({.view = PredictionView::Road});
  EXPECT_EQ(comparison_.lineOf(student("one")), "No ground truth, so no scores");
}

TEST_F(ComparisonTest, TellsAFileFromATileOfTheProject) {
  EXPECT_FALSE(comparison_.wantsFile(dataset_));
  comparison_.want(kTile);
  EXPECT_FALSE(comparison_.wantsFile(dataset_));
  comparison_.want({.id = "/data/test/a.png"});
  EXPECT_TRUE(comparison_.wantsFile(dataset_));
}

TEST_F(ComparisonTest, CountsTheEditionsOfEditedLabels) {
  comparison_.want(kBare);
  comparison_.begin(kBare);
  dataset_.samples[1].mask = "/project/labels/b.png";
  Comparison::Edits edits = comparison_.takeEdits({kTile.id}, dataset_);
  EXPECT_EQ(edits.pictures, Ids{kTile.id});
  EXPECT_FALSE(edits.concernsWanted);
  edits = comparison_.takeEdits({kTile.id, kBare.id}, dataset_);
  EXPECT_TRUE(edits.concernsWanted);
  EXPECT_EQ(comparison_.labelsOf(kTile.id), 2);
  EXPECT_EQ(comparison_.labelsOf(kBare.id), 1);
  EXPECT_EQ(comparison_.labelsOf("other"), 0);
  EXPECT_TRUE(comparison_.sample()->hasMask()) << "as it is now";
}

TEST_F(ComparisonTest, KnowsAnOpenedFileAmongTheEditedTiles) {
  comparison_.want({.id = "/data/test/a.png"});
  EXPECT_FALSE(comparison_.takeEdits({kBare.id}, dataset_).concernsWanted);
  const Comparison::Edits edits = comparison_.takeEdits({kTile.id}, dataset_);
  EXPECT_TRUE(edits.concernsWanted);
  EXPECT_EQ(edits.pictures, (Ids{kTile.id, "/data/test/a.png"}));
  EXPECT_EQ(comparison_.labelsOf("/data/test/a.png"), 1);
}

TEST_F(ComparisonTest, TellsWhenASourceIsOfAnotherCheckpoint) {
  EXPECT_FALSE(comparison_.knowsCheckpoint("one/student"));
  EXPECT_FALSE(comparison_.takeCheckpoint("one/student", "1"));
  EXPECT_FALSE(comparison_.takeCheckpoint("one/student", "1"));
  comparison_.begin(kTile);
  comparison_.setFailure("one/student", "holds no checkpoint");
  EXPECT_TRUE(comparison_.takeCheckpoint("one/student", "2"));
  EXPECT_EQ(note(student("one")), "Predicting…") << "the failure was of the former";
  EXPECT_FALSE(comparison_.takeCheckpoint("one/student", "2"));
}

TEST_F(ComparisonTest, AsksSourceBySourceWithTheEditionOfEachPicture) {
  comparison_.takeEdits({kBare.id}, dataset_);
  const std::vector<PredictionTask> tasks = comparison_.tasksFor({kTile, kBare}, {student("one"), student("two")});
  ASSERT_EQ(tasks.size(), 4u);
  EXPECT_EQ(tasks[1].source.id, "one/student");
  EXPECT_EQ(tasks[1].sample.id, kBare.id);
  EXPECT_EQ(tasks[1].labels, 1);
  EXPECT_EQ(tasks[2].source.id, "two/student");
  EXPECT_EQ(tasks[2].labels, 0);
}

TEST_F(ComparisonTest, SaysWhatTheScoresAtTheBestThresholdAreWorth) {
  EXPECT_EQ(comparison_.takeBest(student("one"), {.step = 90, .iou = 0.5, .tiles = 1}),
            "Threshold 0.450 has the best IoU, 50.0 %, of SSLKD student (one) on the one scored tile. Chosen on this "
            "tile, it flatters its score.");
  EXPECT_EQ(comparison_.bestThreshold(), 90);
  EXPECT_EQ(comparison_.bestSource(), "one/student");
}

}  // namespace macadam
