#include "ui/compare/compare_model.h"

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

class CompareModelTest : public testing::Test {
 protected:
  CompareModelTest() {
    QLocale::setDefault(QLocale::c());
    dataset_.samples = {kTile, kBare};
    model_.setSources({kImage, kTruth, student("one"), student("two"), untrained("three")});
  }
  ~CompareModelTest() override { QLocale::setDefault(before_); }

  QString note(const CompareSource& source, bool isPredicted = false) const {
    return model_.noteOf(source, {}, isPredicted);
  }

  QLocale before_;
  Dataset dataset_;
  CompareModel model_;
};

}  // namespace

TEST_F(CompareModelTest, ShowsEachSourceThatIsThereOnce) {
  model_.setShown({"truth", "two/student", "gone/student", "two/student", "image", "", "three/student"});
  EXPECT_EQ(idsOf(model_.shown()), (Ids{"truth", "two/student", "image", "three/student"}));
  EXPECT_EQ(idsOf(model_.scored()), (Ids{"two/student"}));
  EXPECT_EQ(model_.shortTitle("gone/student"), "");
}

TEST_F(CompareModelTest, TellsThoseThatAreShownApartByWhatTheyDoNotShare) {
  model_.setShown({"one/student", "two/student"});
  EXPECT_EQ(model_.shortTitle("one/student"), "one");
  EXPECT_EQ(model_.shortTitle("two/student"), "two");
}

TEST_F(CompareModelTest, OffersWhereTwoThatAreShownDisagree) {
  const std::string pair = "between:one/student|two/student";
  EXPECT_FALSE(model_.setShown({"image", "one/student"}));
  EXPECT_EQ(model_.find(pair), nullptr);
  EXPECT_TRUE(model_.setShown({"one/student", "two/student"}));
  EXPECT_NE(model_.find(pair), nullptr);
  model_.setSources({kImage, student("one"), student("two")});
  EXPECT_NE(model_.find(pair), nullptr) << "also when the runs are read again";
  EXPECT_TRUE(model_.setShown({"image"}));
  EXPECT_EQ(model_.find(pair), nullptr);
}

TEST_F(CompareModelTest, BeginsOnceWithWhatTheLastSessionShowed) {
  model_.wish({"truth", "gone/student", "two/student"});
  EXPECT_EQ(model_.firstChoice(), (Ids{"truth", "two/student"}));
  EXPECT_EQ(model_.firstChoice(), std::nullopt);
  model_.reset();
  EXPECT_EQ(model_.firstChoice(), (Ids{"truth", "two/student"})) << "another project begins anew";
}

TEST_F(CompareModelTest, BeginsWithWhatIsWorthSeeingWhereTheWishedNetworksHaveGone) {
  model_.wish({"image", "gone/student"});
  EXPECT_EQ(model_.firstChoice(), (Ids{"image", "truth", "one/student"}));
}

TEST_F(CompareModelTest, WaitsForNetworksBeforeItBegins) {
  model_.setSources({kImage, kTruth, untrained("three")});
  EXPECT_EQ(model_.firstChoice(), std::nullopt);
  model_.setSources({kImage, kTruth, student("one")});
  model_.choose();
  EXPECT_EQ(model_.firstChoice(), std::nullopt) << "someone chose meanwhile";
}

TEST_F(CompareModelTest, SaysWhatStandsInTheWayOfAPicture) {
  EXPECT_EQ(note(student("one")), "") << "nothing is shown yet";
  EXPECT_EQ(note(untrained("three")), "Not trained yet");
  model_.begin(kTile);
  EXPECT_EQ(note(kTruth), "");
  EXPECT_EQ(note(student("one")), "Predicting…");
  EXPECT_EQ(note(student("one"), true), "");
  model_.setFailure("one/student", "holds no checkpoint");
  EXPECT_EQ(note(student("one")), "holds no checkpoint");
  EXPECT_EQ(note(student("two")), "Predicting…");
  EXPECT_EQ(model_.noteOf(student("one"), "no memory", false), "no memory");
  model_.begin(kBare);
  EXPECT_EQ(note(kTruth), "No ground truth for this picture");
  EXPECT_EQ(note(student("one")), "Predicting…") << "the failure was of another picture";
  model_.begin(kBare, true);
  EXPECT_EQ(note(student("one")), "Too large to be predicted in sight: choose Predict and save");
  model_.begin(kBare, false, "Ground truth not used: too small");
  EXPECT_EQ(note(kTruth), "Ground truth not used: too small");
  model_.setProblem("cannot be read");
  EXPECT_EQ(note(kImage), "cannot be read");
}

TEST_F(CompareModelTest, SaysWhatASourceIsWhereItHasNoScores) {
  EXPECT_EQ(model_.lineOf(kImage), "");
  model_.begin(kTile, false, "Ground truth as in the project");
  EXPECT_EQ(model_.lineOf(kImage), "a.png, 32 × 16");
  EXPECT_EQ(model_.lineOf(kTruth), "Ground truth as in the project");
  EXPECT_EQ(model_.lineOf(student("one")), "one");
  model_.begin(kBare);
  EXPECT_EQ(model_.lineOf(kTruth), "");
  EXPECT_EQ(model_.lineOf(student("one")), "No ground truth: road is shown, not errors");
  model_.setLook({.view = PredictionView::Road});
  EXPECT_EQ(model_.lineOf(student("one")), "No ground truth, so no scores");
}

TEST_F(CompareModelTest, TellsAFileFromATileOfTheProject) {
  EXPECT_FALSE(model_.wantsFile(dataset_));
  model_.want(kTile);
  EXPECT_FALSE(model_.wantsFile(dataset_));
  model_.want({.id = "/data/test/a.png"});
  EXPECT_TRUE(model_.wantsFile(dataset_));
}

TEST_F(CompareModelTest, CountsTheEditionsOfEditedLabels) {
  model_.want(kBare);
  model_.begin(kBare);
  dataset_.samples[1].mask = "/project/labels/b.png";
  CompareModel::Edits edits = model_.takeEdits({kTile.id}, dataset_);
  EXPECT_EQ(edits.pictures, Ids{kTile.id});
  EXPECT_FALSE(edits.concernsWanted);
  edits = model_.takeEdits({kTile.id, kBare.id}, dataset_);
  EXPECT_TRUE(edits.concernsWanted);
  EXPECT_EQ(model_.labelsOf(kTile.id), 2);
  EXPECT_EQ(model_.labelsOf(kBare.id), 1);
  EXPECT_EQ(model_.labelsOf("other"), 0);
  EXPECT_TRUE(model_.sample()->hasMask()) << "as it is now";
}

TEST_F(CompareModelTest, KnowsAnOpenedFileAmongTheEditedTiles) {
  model_.want({.id = "/data/test/a.png"});
  EXPECT_FALSE(model_.takeEdits({kBare.id}, dataset_).concernsWanted);
  const CompareModel::Edits edits = model_.takeEdits({kTile.id}, dataset_);
  EXPECT_TRUE(edits.concernsWanted);
  EXPECT_EQ(edits.pictures, (Ids{kTile.id, "/data/test/a.png"}));
  EXPECT_EQ(model_.labelsOf("/data/test/a.png"), 1);
}

TEST_F(CompareModelTest, TellsWhenASourceIsOfAnotherCheckpoint) {
  EXPECT_FALSE(model_.knowsCheckpoint("one/student"));
  EXPECT_FALSE(model_.takeCheckpoint("one/student", "1"));
  EXPECT_FALSE(model_.takeCheckpoint("one/student", "1"));
  model_.begin(kTile);
  model_.setFailure("one/student", "holds no checkpoint");
  EXPECT_TRUE(model_.takeCheckpoint("one/student", "2"));
  EXPECT_EQ(note(student("one")), "Predicting…") << "the failure was of the former";
  EXPECT_FALSE(model_.takeCheckpoint("one/student", "2"));
}

TEST_F(CompareModelTest, AsksSourceBySourceWithTheEditionOfEachPicture) {
  model_.takeEdits({kBare.id}, dataset_);
  const std::vector<PredictionTask> tasks = model_.tasksFor({kTile, kBare}, {student("one"), student("two")});
  ASSERT_EQ(tasks.size(), 4u);
  EXPECT_EQ(tasks[1].source.id, "one/student");
  EXPECT_EQ(tasks[1].sample.id, kBare.id);
  EXPECT_EQ(tasks[1].labels, 1);
  EXPECT_EQ(tasks[2].source.id, "two/student");
  EXPECT_EQ(tasks[2].labels, 0);
}

TEST_F(CompareModelTest, SaysWhatTheScoresAtTheBestThresholdAreWorth) {
  EXPECT_EQ(model_.takeBest(student("one"), {.step = 90, .iou = 0.5, .tiles = 1}),
            "Threshold 0.450 has the best IoU, 50.0 %, of SSLKD student (one) on the one scored tile. Chosen on this "
            "tile, it flatters its score.");
  EXPECT_EQ(model_.bestThreshold(), 90);
  EXPECT_EQ(model_.bestSource(), "one/student");
}

}  // namespace macadam
