#include "session/run_figure.h"

#include "data/split.h"
#include "session/run_report.h"
#include "spec/run_spec_toml.h"
#include "support/picture_files.h"
#include "support/temporary_folder.h"
#include "support/tiff_file.h"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <stdexcept>

namespace macadam {
namespace {

/// Finds no road anywhere; remembers the brightest pixel that each of its networks has seen.
class BlindEngine : public Engine {
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
  std::unique_ptr<RoadPredictor> openPredictor(const std::filesystem::path& from, const std::string& network,
                                               const DeviceSpec&, int) override {
    opened.push_back(from.filename().string() + " " + network);
    return std::make_unique<Blind>(trained[from.filename().string()], brightest[from.filename().string()]);
  }
  Complexity complexity(const NetworkSpec&, int) override { return {}; }
  WeightsReport inspectWeights(const std::filesystem::path&) override { return {}; }
  StepEstimate estimateStep(const RunSpec&) override { return {}; }

  std::vector<std::string> opened;
  std::map<std::string, PixelReading> trained;  ///< By the names of runs.
  std::map<std::string, double> brightest;

 private:
  struct Blind : RoadPredictor {
    Blind(PixelReading reading, double& brightest) : reading_(reading), brightest_(brightest) {}
    cv::Mat predict(const cv::Mat& rgb) override {
      cv::minMaxLoc(rgb.reshape(1), nullptr, &brightest_);
      return cv::Mat::zeros(rgb.size(), CV_32FC1);
    }
    TilingOptions tiling() const override { return {}; }
    PixelReading reading() const override { return reading_; }
    std::string device() const override { return "none"; }

    PixelReading reading_;
    double& brightest_;
  };
};

/// Test tiles a to f; all but c have roads.
class RunFigure : public testing::Test {
 protected:
  RunFigure() {
    for (const char name : std::string("abcdef")) {
      const std::string file = std::string(1, name) + ".png";
      writeImage(folder_ / "data/images" / file);
      writeRoadMask(folder_ / "data/masks" / file, name == 'c' ? 0 : 8);
      split_.test.push_back("images/" + file);
    }
  }

  RunFolder addRun(const std::string& name, const MethodSpec& method, bool hasWeights = true) {
    RunSpec spec{.name = name, .method = method};
    spec.data.path = (folder_ / "data").string();
    spec.data.windowSize = 64;
    const RunFolder run = createRun(folder_ / "runs", name, toToml(spec));
    saveSplit(split_, run.split());
    std::filesystem::create_directories(run.checkpoints());
    if (hasWeights) std::ofstream(run.bestCheckpoint()) << "weights";
    return run;
  }

  Figure figureOf(const std::vector<RunFolder>& runs, const ProgressCallback& progress = {}) {
    return macadam::figureOf(runs, engine_, leftOut_, 0, progress);
  }

  TemporaryFolder folder_;
  Split split_;
  BlindEngine engine_;
  std::vector<Problem> leftOut_;
};

TEST_F(RunFigure, ShowsTilesWithRoadsToEachMethodOnce) {
  const std::vector<RunFolder> runs = {addRun("seed 1", SupervisedSpec{}), addRun("seed 2", SupervisedSpec{}),
                                       addRun("cps", CpsSpec{}), addRun("cct", CctSpec{}, false)};
  const Figure figure = figureOf(runs);
  EXPECT_EQ(figure.methods, (std::vector<std::string>{"supervised student", "CPS student"}));
  ASSERT_EQ(engine_.opened.size(), 2u);
  EXPECT_EQ(engine_.opened[1], runs[2].name() + " student");
  std::vector<std::string> tiles;
  for (const FigureRow& row : figure.rows) tiles.push_back(row.title);
  EXPECT_EQ(tiles, (std::vector<std::string>{"a.png", "b.png", "d.png", "e.png"}));
  EXPECT_EQ(figure.rows.front().predictions.size(), 2u);
}

TEST_F(RunFigure, AndTheTableHaveTheirMethodsInThePapersOrder) {
  const std::vector<RunFolder> byName = {addRun("a", SslkdSpec{.teachersFrom = "teachers"}), addRun("b", CmsSpec{}),
                                         addRun("c", CpsSpec{}), addRun("d", SupervisedSpec{}), addRun("e", CctSpec{})};
  EXPECT_EQ(figureOf(byName).methods, (std::vector<std::string>{"supervised student", "CMS teacher 1", "CMS teacher 2",
                                                                "CCT student", "CPS student", "SSLKD student"}));
  std::vector<std::string> methods;
  for (const ReportRun& run : reportOf(byName, "", [](const NetworkSpec&, int) { return Complexity{}; }).runs)
    methods.push_back(run.method);
  EXPECT_EQ(methods, (std::vector<std::string>{"supervised", "CMS", "CCT", "CPS", "SSLKD"}));
}

TEST_F(RunFigure, CountsTilesAndPredictionsAndEndsWithWhatProgressThrows) {
  const std::vector<RunFolder> runs = {addRun("supervised", SupervisedSpec{}), addRun("cps", CpsSpec{})};
  std::size_t last = 0;
  figureOf(runs, [&](std::size_t done, std::size_t total) {
    EXPECT_EQ(done, last + 1);
    EXPECT_EQ(total, 14u);
    last = done;
  });
  EXPECT_EQ(last, 14u);
  EXPECT_THROW(figureOf(runs, [](std::size_t, std::size_t) { throw std::runtime_error("enough"); }),
               std::runtime_error);
}

TEST_F(RunFigure, LosesNeitherTheOtherRunsNorTheOtherTilesToOneThatCannotBeRead) {
  const std::vector<RunFolder> runs = {addRun("whole", SupervisedSpec{}), addRun("damaged", CpsSpec{})};
  std::ofstream(runs[1].spec()) << "seed ==";
  std::filesystem::resize_file(folder_ / "data/images/a.png", 40);
  const Figure figure = figureOf(runs);
  EXPECT_EQ(figure.methods, (std::vector<std::string>{"supervised student"}));
  ASSERT_FALSE(figure.rows.empty());
  EXPECT_EQ(figure.rows.front().title, "b.png");
  ASSERT_GE(leftOut_.size(), 1u);
  EXPECT_TRUE(leftOut_[0].where.starts_with(runs[1].spec().string())) << leftOut_[0].where;
}

TEST_F(RunFigure, ShowsNoRunOnTilesOfAnotherSplit) {
  const RunFolder shown = addRun("shown", SupervisedSpec{});
  split_.labelled.push_back(split_.test.back());
  split_.test.pop_back();
  const RunFolder other = addRun("other", CpsSpec{});
  EXPECT_EQ(figureOf({shown, other}).methods, (std::vector<std::string>{"supervised student"}));
  ASSERT_EQ(leftOut_.size(), 1u);
  EXPECT_EQ(describe(leftOut_[0]), other.name() + " was trained with another split than " + shown.name() +
                                       ", whose tiles are shown; draw a figure of runs on one data set and split");
}

TEST_F(RunFigure, EachNetworkSeesTheTilesAsItWasTrainedOnThem) {
  for (const std::string name : {"a", "b", "c", "d", "e", "f"}) {
    std::filesystem::remove(folder_ / "data/images" / (name + ".png"));
    cv::Mat band(32, 32, CV_16UC1, cv::Scalar(1000));
    band.at<ushort>(0, 0) = 2000;
    writeTiff(folder_ / "data/images" / (name + ".tif"), {.bands = {band, band, band}});
  }
  for (std::string& id : split_.test) id.replace(id.find(".png"), 4, ".tif");
  const RunFolder bright = addRun("bright", SupervisedSpec{}), dark = addRun("dark", CpsSpec{});
  const ValueRange upTo2000{0, 2000}, upTo4000{0, 4000};
  engine_.trained[bright.name()] = {.ranges = {{upTo2000, upTo2000, upTo2000}}};
  engine_.trained[dark.name()] = {.ranges = {{upTo4000, upTo4000, upTo4000}}};
  EXPECT_EQ(figureOf({bright, dark}).methods.size(), 2u);
  EXPECT_EQ(engine_.brightest[bright.name()], 255.0);
  EXPECT_NEAR(engine_.brightest[dark.name()], 127.5, 0.51);
}

TEST_F(RunFigure, IsEmptyWithoutWeights) {
  const Figure figure = figureOf({addRun("fresh", SupervisedSpec{}, false)});
  EXPECT_TRUE(figure.rows.empty());
  EXPECT_TRUE(figure.methods.empty());
}

}  // namespace
}  // namespace macadam
