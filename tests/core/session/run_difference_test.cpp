#include "session/run_difference.h"

#include "base/error.h"
#include "data/edited_masks.h"
#include "data/split.h"
#include "image/mask_file.h"
#include "spec/run_spec_toml.h"
#include "support/damage.h"
#include "support/picture_files.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

/// Finds road in the uppermost rows: as many as the weights' file has bytes.
class RowsEngine : public Engine {
 public:
  std::string description() const override { return "none"; }
  RunFinished train(const RunSpec&, const RunFolder&, const std::stop_token&, PauseGate&,
                    EventSink&) noexcept override {
    return {};
  }
  SuiteOutcome trainSuite(std::vector<SuiteRun>, const std::filesystem::path&, const std::stop_token&, PauseGate&,
                          SuiteListener&) override {
    return {};
  }
  std::unique_ptr<RoadPredictor> openPredictor(const std::filesystem::path& run, const std::string&, const DeviceSpec&,
                                               int) override {
    return std::make_unique<Rows>(static_cast<int>(std::filesystem::file_size(RunFolder(run).bestCheckpoint())),
                                  predicted);
  }
  Complexity complexity(const NetworkSpec&, int) override { return {}; }
  WeightsReport inspectWeights(const std::filesystem::path&) override { return {}; }
  StepEstimate estimateStep(const RunSpec&) override { return {}; }

  int predicted = 0;

 private:
  class Rows : public RoadPredictor {
   public:
    Rows(int rows, int& predicted) : rows_(rows), predicted_(predicted) {}
    cv::Mat predict(const cv::Mat& rgb) override {
      ++predicted_;
      cv::Mat probability = cv::Mat::zeros(rgb.size(), CV_32FC1);
      probability.rowRange(0, rows_).setTo(0.75);
      return probability;
    }
    TilingOptions tiling() const override { return {}; }
    PixelReading reading() const override { return {.ranges = kEightBits}; }
    std::string device() const override { return "none"; }

   private:
    int rows_;
    int& predicted_;
  };
};

/// Tiles of 32×32 with 8 and 16 rows of road, and one without a mask; two runs, which find 8 and 16 rows.
class RunsOnTiles : public testing::Test {
 protected:
  RunsOnTiles() {
    writeRoadMask(folder_ / "data/masks/a.png", 8);
    writeRoadMask(folder_ / "data/masks/b.png", 16);
    for (const char* name : {"a.png", "b.png", "c.png"}) writeImage(folder_ / "data" / "images" / name);
    dataset_ = openDataset(folder_ / "data", 32);
    first_ = {makeRun("first", 8), "student"};
    second_ = {makeRun("second", 16), "student"};
  }

  RunFolder makeRun(const std::string& name, int rows) {
    const RunFolder run = createRun(folder_ / "runs", name, toToml(RunSpec{.name = name}));
    saveSplit({.name = "default", .unlabelled = {"images/c.png"}, .validation = tiles_}, run.split());
    std::filesystem::create_directories(run.checkpoints());
    writeBytes(run.bestCheckpoint(), std::string(static_cast<std::size_t>(rows), 'w'));
    return run;
  }
  RunDifference measure(CountKeeping keeping = CountKeeping::Kept) {
    return differenceOf(first_, second_, *dataset_, tiles_, engine_, keeping);
  }

  TemporaryFolder folder_{};
  std::vector<std::string> tiles_{"images/a.png", "images/b.png"};
  std::optional<Dataset> dataset_;
  RunNetwork first_, second_;
  RowsEngine engine_;
};

}  // namespace

TEST_F(RunsOnTiles, DifferByTheIouOfEachTileAndOfAll) {
  const RunDifference measured = measure();
  EXPECT_EQ(measured.tiles, tiles_);
  // On a 8/8 and 8/16, on b 8/16 and 16/16; together 16/24 and 24/32.
  EXPECT_DOUBLE_EQ(*measured.difference.ofTiles[0], -0.5);
  EXPECT_DOUBLE_EQ(*measured.difference.ofTiles[1], 0.5);
  EXPECT_NEAR(*measured.difference.ofAll, 0.75 - 16.0 / 24.0, 1e-12);
  EXPECT_EQ(differenceText(measured.difference),
            "IoU +8.3 points (95 % interval −50.0 to +50.0, bootstrap over 2 tiles)");
  EXPECT_TRUE(measured.notes.empty());
}

TEST_F(RunsOnTiles, AreNotPredictedAgainWhereNothingHasChanged) {
  const RunDifference before = measure();
  EXPECT_EQ(engine_.predicted, 4);
  EXPECT_EQ(measure().difference, before.difference);
  EXPECT_EQ(engine_.predicted, 4);
}

TEST_F(RunsOnTiles, AreNotPredictedAgainWhereBothNetworksAreOfOneRun) {
  second_ = {first_.run, "teacher1"};
  measure();
  EXPECT_EQ(engine_.predicted, 4);
  measure();
  EXPECT_EQ(engine_.predicted, 4);
}

TEST_F(RunsOnTiles, AreCountedAgainOnLabelsThatWereEdited) {
  measure();
  writeMask(folder_ / "edited.png", cv::Mat::ones(32, 32, CV_8UC1));
  dataset_ = withEditedMask(*dataset_, "images/a.png", folder_ / "edited.png");
  const RunDifference measured = measure();
  EXPECT_EQ(engine_.predicted, 6) << "the two of the edited tile";
  EXPECT_DOUBLE_EQ(*measured.difference.ofTiles[0], 0.25);  // 16/32 less 8/32
}

TEST_F(RunsOnTiles, ArePredictedAgainByOtherWeights) {
  measure();
  writeBytes(second_.run.bestCheckpoint(), std::string(32, 'w'));
  const RunDifference measured = measure();
  EXPECT_EQ(engine_.predicted, 6) << "those of the second run";
  EXPECT_DOUBLE_EQ(*measured.difference.ofTiles[1], 0.0);  // 16/32 and 8/16
}

TEST_F(RunsOnTiles, KeepNothingWhereThatIsNotWanted) {
  measure(CountKeeping::Forgotten);
  EXPECT_FALSE(std::filesystem::exists(first_.run.path() / "tile_counts.json"));
  measure(CountKeeping::Forgotten);
  EXPECT_EQ(engine_.predicted, 8);
}

TEST_F(RunsOnTiles, AreCountedAnewWhereWhatWasKeptIsDamaged) {
  const RunDifference before = measure();
  writeBytes(first_.run.path() / "tile_counts.json", "{\"student\": 7");
  EXPECT_EQ(measure().difference, before.difference);
  EXPECT_EQ(engine_.predicted, 6);
}

TEST_F(RunsOnTiles, AreCountedAnewWhereALaterMacadamKeptThemAndItsFileStays) {
  const RunDifference before = measure();
  const std::string later = R"({"format": 2, "student": {}})";
  writeBytes(first_.run.path() / "tile_counts.json", later);
  EXPECT_EQ(measure().difference, before.difference);
  EXPECT_EQ(engine_.predicted, 6);
  EXPECT_EQ(readBytes(first_.run.path() / "tile_counts.json"), later);
}

TEST_F(RunsOnTiles, SayWhichRunHasLearnedFromTheseTiles) {
  saveSplit({.name = "default", .labelled = {"images/a.png"}, .validation = {"images/b.png"}}, second_.run.split());
  ASSERT_EQ(measure().notes.size(), 1u);
  EXPECT_EQ(measure().notes.front(),
            second_.run.name() + " has learned from the labels of 1 tile of these, which flatters it");
}

TEST_F(RunsOnTiles, SayOnceWhatHoldsForBoth) {
  saveSplit({.name = "default", .labelled = {"images/a.png"}, .validation = {"images/b.png"}}, first_.run.split());
  second_ = {first_.run, "teacher1"};
  EXPECT_EQ(measure().notes,
            (std::vector<std::string>{first_.run.name() +
                                      " has learned from the labels of 1 tile of these, which flatters it"}));
}

TEST_F(RunsOnTiles, LeaveOutATileThatCannotBeReadAndSaySo) {
  std::filesystem::remove(folder_ / "data/images/a.png");
  const RunDifference measured = measure();
  EXPECT_EQ(measured.tiles, (std::vector<std::string>{"images/b.png"}));
  ASSERT_EQ(measured.notes.size(), 1u);
  EXPECT_NE(measured.notes.front().find("left out: "), std::string::npos);
}

TEST_F(RunsOnTiles, NeedTilesWithLabels) {
  tiles_ = {"images/c.png"};
  EXPECT_THROW(measure(), Error);
}

TEST_F(RunsOnTiles, TellTheirProgressAndEndWhenThatThrows) {
  std::vector<std::size_t> done;
  const auto progress = [&](std::size_t now, std::size_t all) {
    EXPECT_EQ(all, 2u);
    done.push_back(now);
  };
  differenceOf(first_, second_, *dataset_, tiles_, engine_, CountKeeping::Kept, 0, progress);
  EXPECT_EQ(done, (std::vector<std::size_t>{0, 1, 2}));
  struct Cancel {};
  const auto cancel = [](std::size_t, std::size_t) { throw Cancel{}; };
  EXPECT_THROW(differenceOf(first_, second_, *dataset_, tiles_, engine_, CountKeeping::Kept, 0, cancel), Cancel);
}

}  // namespace macadam
