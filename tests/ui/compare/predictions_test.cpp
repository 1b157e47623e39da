#include "ui/compare/predictions.h"

#include "compare_world.h"
#include "support/wait_for.h"
#include "ui/compare/prediction_cache.h"

#include <gtest/gtest.h>

#include <QSignalSpy>

namespace macadam {
namespace {

class PredictionService : public testing::Test {
 protected:
  std::unique_ptr<Predictions> start() { return start(world_.document().dataset()); }
  std::unique_ptr<Predictions> start(std::shared_ptr<const Dataset> dataset) {
    auto service = std::make_unique<Predictions>([this]() -> Engine& { return engine_; },
                                                 world_.project().folder / "cache" / "predictions", std::move(dataset),
                                                 std::make_shared<ImageStore>(1u << 20));
    QObject::connect(service.get(), &Predictions::ready,
                     [this](const Prediction& prediction) { received_.push_back(prediction); });
    return service;
  }

  CompareSource network(const std::string& name) const {
    return {SourceKind::Network, {{world_.run().path(), name}}, world_.source(name), "Network", "run"};
  }
  CompareSource teachers(SourceKind kind) const {
    return {kind, {{world_.run().path(), "teacher1"}, {world_.run().path(), "teacher2"}}, "both", "Both", "run"};
  }
  Sample sample(const std::string& tile) { return *world_.document().dataset()->find(CompareWorld::id(tile)); }
  std::vector<PredictionTask> allTiles(const CompareSource& source) {
    return {{sample("a"), source}, {sample("b"), source}, {sample("c"), source}};
  }
  double at(std::size_t received, int row) const {
    return received_[received].probability->at<std::uint16_t>(row, 0) / double(kCertain);
  }

  CompareWorld world_;
  PredictingEngine engine_;
  std::vector<Prediction> received_;
};

}  // namespace

TEST_F(PredictionService, PredictsAndScoresATile) {
  const auto service = start();
  service->show({{sample("b"), network("student")}});
  ASSERT_TRUE(waitFor([&] { return received_.size() == 1; }));
  EXPECT_EQ(received_[0].sample, CompareWorld::id("b"));
  EXPECT_NEAR(at(0, 0), 0.8, 1e-4);
  EXPECT_NEAR(at(0, 8), 0.2, 1e-4);
  EXPECT_EQ(received_[0].curve->at(100), (Confusion{8 * 32, 0, 8 * 32, 16 * 32}));
}

TEST_F(PredictionService, FindsNoRoadWhereThePictureHasNoData) {
  cv::Mat picture(32, 32, CV_8UC4, cv::Scalar(60, 90, 70, 255));
  picture.colRange(0, 10).setTo(cv::Scalar(160, 160, 160, 0));
  writePicture(world_ / "data/test/images/a.png", picture);
  const auto service = start();
  service->show({{sample("a"), network("student")}});
  ASSERT_TRUE(waitFor([&] { return received_.size() == 1; }));
  const cv::Mat& probability = *received_[0].probability;
  EXPECT_EQ(probability.at<std::uint16_t>(0, 9), 0);
  EXPECT_NEAR(probability.at<std::uint16_t>(0, 10) / double(kCertain), 0.8, 1e-4);
}

TEST_F(PredictionService, ReadsAnOpenedPictureByItsOwnDepthAndNotByThatOfTheDataSet) {
  auto dark = std::make_shared<Dataset>(*world_.document().dataset());
  dark->pixels = {.reading = {.ranges = PixelReading::Ranges{ValueRange{0, 1600}, {0, 1600}, {0, 1600}}},
                  .deepPictures = 3,
                  .high = 1600};
  cv::Mat ramp(40, 100, CV_16UC3);  // 400, 800 … 40000: from 1192 to 39208 become black to white, the middle is 20400
  for (int x = 0; x < ramp.cols; ++x) ramp.col(x).setTo(cv::Scalar::all(400 * (x + 1)));
  const auto file = world_ / "opened.tif";
  writePicture(file, ramp);
  const auto service = start(dark);
  service->show({{{.id = file.string(), .image = file, .width = 100, .height = 40}, network("student")}});
  ASSERT_TRUE(waitFor([&] { return received_.size() == 1; }));
  EXPECT_NEAR(engine_.middle, 129, 2);
}

TEST_F(PredictionService, PredictsNothingTwiceEvenAfterARestart) {
  auto service = start();
  service->scoreAll(allTiles(network("student")));
  ASSERT_TRUE(waitFor([&] { return received_.size() == 3; }));
  EXPECT_EQ(engine_.predicted, 3);
  service->show(allTiles(network("student")));
  ASSERT_TRUE(waitFor([&] { return received_.size() == 6; }));
  service = start();
  service->show(allTiles(network("student")));
  ASSERT_TRUE(waitFor([&] { return received_.size() == 9; }));
  EXPECT_EQ(engine_.predicted, 3);
  EXPECT_NEAR(at(8, 0), 0.8, 1e-4);
}

TEST_F(PredictionService, PredictsAgainAfterTheCheckpointHasChanged) {
  auto service = start();
  service->show({{sample("a"), network("student")}});
  ASSERT_TRUE(waitFor([&] { return received_.size() == 1; }));
  writeBytes(world_.run().bestCheckpoint(), "better weights");
  service->show({{sample("a"), network("student")}});
  ASSERT_TRUE(waitFor([&] { return received_.size() == 2; }));
  EXPECT_EQ(engine_.predicted, 2);
}

TEST_F(PredictionService, RecallsWhatIsOnDiskAndPredictsNothingForIt) {
  auto service = start();
  service->show({{sample("b"), network("student")}});
  ASSERT_TRUE(waitFor([&] { return received_.size() == 1; }));
  service = start();
  service->recall(allTiles(network("student")));
  ASSERT_TRUE(waitFor([&] { return received_.size() == 2; }));
  EXPECT_EQ(received_[1].sample, CompareWorld::id("b"));
  EXPECT_TRUE(received_[1].curve);
  EXPECT_EQ(engine_.predicted, 1);
}

TEST_F(PredictionService, AveragesTwoTeachersAndShowsWhereTheyDisagree) {
  const auto service = start();
  service->show({{sample("a"), teachers(SourceKind::Mean)}, {sample("a"), teachers(SourceKind::Disagreement)}});
  ASSERT_TRUE(waitFor([&] { return received_.size() == 2; }));
  EXPECT_NEAR(at(0, 0), 0.5, 1e-4);
  EXPECT_NEAR(at(1, 0), 0.6, 1e-4);
  EXPECT_NEAR(at(1, 20), 0.0, 1e-4);
  EXPECT_TRUE(received_[0].curve);
  EXPECT_FALSE(received_[1].curve);
  EXPECT_EQ(engine_.predicted, 2);
}

TEST_F(PredictionService, TellsItsProgress) {
  const auto service = start();
  QSignalSpy progress(service.get(), &Predictions::scoringProgress);
  service->scoreAll(allTiles(network("student")));
  ASSERT_TRUE(waitFor([&] { return progress.count() == 5; }));
  EXPECT_EQ(progress[0], (QVariantList{0, 3}));
  EXPECT_EQ(progress[3], (QVariantList{3, 3}));
  EXPECT_EQ(progress[4], (QVariantList{0, 0}));
}

TEST_F(PredictionService, SaysWhatIsWrongAndGoesOn) {
  const auto service = start();
  service->show({{sample("a"), network("broken")}, {sample("a"), network("student")}});
  ASSERT_TRUE(waitFor([&] { return received_.size() == 2; }));
  ASSERT_EQ(received_[0].problems.size(), 1);
  EXPECT_EQ(received_[0].problems[0].what, "holds no network 'broken'");
  EXPECT_FALSE(received_[0].probability);
  EXPECT_TRUE(received_[1].probability);
}

TEST_F(PredictionService, RefusesPicturesThatAreTooLargeWithoutReadingThem) {
  const auto service = start();
  const Sample large{.id = "large", .image = world_ / "nowhere.tif", .width = 20000, .height = 20000};
  service->show({{large, network("student")}});
  ASSERT_TRUE(waitFor([&] { return received_.size() == 1; }));
  EXPECT_EQ(received_[0].problems[0].what, "is too large to be predicted here");
}

TEST_F(PredictionService, RemovesWhatADeletedRunPredicted) {
  const auto service = start();
  const auto folder = world_.project().folder / "cache" / "predictions" / cacheFolderOf(world_.run().path());
  service->show({{sample("a"), network("student")}});
  ASSERT_TRUE(waitFor([&] { return received_.size() == 1; }));
  EXPECT_TRUE(std::filesystem::exists(folder));
  service->keepOnly({"another run"});
  EXPECT_TRUE(waitFor([&] { return !std::filesystem::exists(folder); }));
}

TEST_F(PredictionService, PredictsForExportsBesideATableThatIsScored) {
  const auto service = start();
  QSignalSpy progress(service.get(), &Predictions::scoringProgress);
  service->scoreAll(allTiles(network("student")));
  service->collect({{sample("c"), network("teacher1")}});
  ASSERT_TRUE(waitFor([&] { return received_.size() == 4; }));
  EXPECT_EQ(progress.last(), (QVariantList{0, 0}));
  EXPECT_EQ(progress.count(), 5) << "the table came to its end";
}

TEST(PredictionCache, KnowsTheFolderOfARun) {
  EXPECT_EQ(cacheFolderOf("/project/runs/2026-11-22_1512_demo"), "2026-11-22_1512_demo");
  EXPECT_EQ(cacheFolderOf("/project/runs/2026-11-22_1512_demo/"), "2026-11-22_1512_demo");
}

TEST(PredictionCache, StaysWithinItsBudgetOnDisk) {
  const TemporaryFolder folder;
  cv::Mat noise(32, 32, CV_16UC1);
  cv::randu(noise, 0, 65536);
  PredictionCache cache(folder.path(), {.memory = 3000, .disk = 4500});  // each takes some 2100 bytes
  for (const char* file : {"n/1.png", "n/2.png", "n/3.png"}) cache.keep(file, noise);
  EXPECT_LE(cache.bytesOnDisk(), 4500u);
  EXPECT_FALSE(std::filesystem::exists(folder / "n/1.png"));
  EXPECT_TRUE(std::filesystem::exists(folder / "n/2.png"));
  EXPECT_TRUE(std::filesystem::exists(folder / "n/3.png"));
}

TEST(PredictionCache, ForgetsTheOldestBeyondItsBudgetButKeepsItOnDisk) {
  const TemporaryFolder folder;
  PredictionCache cache(folder.path(), {.memory = 3000, .disk = 1u << 20});
  const cv::Mat first(32, 32, CV_16UC1, cv::Scalar(1000)), second(32, 32, CV_16UC1, cv::Scalar(2000));
  cache.keep("n/1.png", first);
  cache.keep("n/2.png", second);
  EXPECT_EQ(cache.bytesInMemory(), 2048u);
  EXPECT_EQ(cache.find("n/1.png")->at<std::uint16_t>(0, 0), 1000);
  EXPECT_FALSE(cache.find("n/3.png"));
}

TEST(PredictionCache, TakesADamagedFileForAnAbsentOne) {
  const TemporaryFolder folder;
  constexpr CacheBudget kBudget{.memory = 3000, .disk = 1u << 20};
  PredictionCache(folder.path(), kBudget).keep("n/1.png", cv::Mat(32, 32, CV_16UC1, cv::Scalar(1000)));
  std::filesystem::resize_file(folder / "n/1.png", 20);
  EXPECT_FALSE(PredictionCache(folder.path(), kBudget).find("n/1.png"));
}

}  // namespace macadam
