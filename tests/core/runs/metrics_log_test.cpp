#include "runs/metrics_log.h"

#include "runs/event_json.h"
#include "support/file_size_limit.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace macadam {
namespace {

StepDone step(std::int64_t iteration) {
  return {.iteration = iteration, .terms = {{"supervised", 0.5, 1.0}}, .total = 0.5};
}

struct LogFolder {
  TemporaryFolder folder;
  std::filesystem::path file = folder / "metrics.jsonl";
  std::filesystem::path previews = folder / "previews";

  void post(std::vector<Event> events) const {
    MetricsLog log(file, previews);
    for (Event& event : events) log.post(std::move(event));
    EXPECT_FALSE(log.failure());
  }
  /// Iterations of the steps, in order.
  std::vector<std::int64_t> steps() const {
    std::vector<std::int64_t> iterations;
    for (const Event& event : readMetrics(file)) {
      if (const auto* done = std::get_if<StepDone>(&event)) iterations.push_back(done->iteration);
    }
    return iterations;
  }
};

template <typename T>
T onlyEvent(const LogFolder& log) {
  const std::vector<Event> events = readMetrics(log.file);
  EXPECT_EQ(events.size(), 1u);
  return std::get<T>(events.at(0));
}

}  // namespace

TEST(MetricsLog, ReadsBackAStepExactly) {
  const LogFolder log;
  StepDone written{.iteration = 9'007'199'254'740'993,
                   .terms = {{"supervised", 1.0 / 3.0, 1.5}, {"pseudo \"labels\"", 5e-324, 0.1}},
                   .total = 0.1 + 0.2,
                   .learningRate = 1e-6,
                   .stepSeconds = 0.25,
                   .waitSeconds = 0.0,
                   .images = 10};
  written.pseudoLabels = {.confidentShare = 0.7, .agreement = 0.9, .againstTruth = Confusion{1, 2, 3, 4}};
  log.post({written});
  const auto read = onlyEvent<StepDone>(log);
  EXPECT_EQ(read.iteration, 9'007'199'254'740'993);
  ASSERT_EQ(read.terms.size(), 2u);
  EXPECT_EQ(read.terms[0].value, 1.0 / 3.0);
  EXPECT_EQ(read.terms[0].weight, 1.5);
  EXPECT_EQ(read.terms[1].name, "pseudo \"labels\"");
  EXPECT_EQ(read.terms[1].value, 5e-324);
  EXPECT_EQ(read.total, 0.1 + 0.2);
  EXPECT_EQ(read.learningRate, 1e-6);
  EXPECT_EQ(read.stepSeconds, 0.25);
  EXPECT_EQ(read.images, 10);
  EXPECT_EQ(read.pseudoLabels->confidentShare, 0.7);
  EXPECT_EQ(read.pseudoLabels->agreement, 0.9);
  EXPECT_EQ(read.pseudoLabels->againstTruth, (Confusion{1, 2, 3, 4}));
}

TEST(MetricsLog, KeepsALossThatIsNotFinite) {
  const LogFolder log;
  log.post({StepDone{.terms = {{"a", std::nan(""), 1.0}}, .total = -std::numeric_limits<double>::infinity()}});
  const auto read = onlyEvent<StepDone>(log);
  EXPECT_TRUE(std::isnan(read.terms[0].value));
  EXPECT_EQ(read.total, -std::numeric_limits<double>::infinity());
}

TEST(MetricsLog, ReadsBackAnEvaluation) {
  const LogFolder log;
  log.post({Evaluated{.iteration = 500,
                      .subset = EvaluatedOn::Test,
                      .scores = {{"student", {10, 2, 3, 85}, {{4, 1, 1, 44}, {6, 1, 2, 41}}}},
                      .sampleIds = {"a.png", "b.png#0,256"},
                      .best = true,
                      .seconds = 1.5}});
  const auto read = onlyEvent<Evaluated>(log);
  EXPECT_EQ(read.iteration, 500);
  EXPECT_EQ(read.subset, EvaluatedOn::Test);
  EXPECT_EQ(read.scores[0].network, "student");
  EXPECT_EQ(read.scores[0].pooled, (Confusion{10, 2, 3, 85}));
  EXPECT_EQ(read.scores[0].perSample[1], (Confusion{6, 1, 2, 41}));
  EXPECT_EQ(read.sampleIds[1], "b.png#0,256");
  EXPECT_TRUE(read.best);
  EXPECT_EQ(read.seconds, 1.5);
}

TEST(MetricsLog, ReadsBackWhatAStageTrainsAndStagesOfEarlierVersions) {
  const LogFolder log;
  log.post({StageStarted{.name = "student SSLKD",
                         .totalIterations = 600,
                         .trained = {"student"},
                         .frozen = {"teacher1", "teacher2"},
                         .evaluateEvery = 50}});
  const auto read = onlyEvent<StageStarted>(log);
  EXPECT_EQ(read.trained, std::vector<std::string>{"student"});
  EXPECT_EQ(read.frozen, (std::vector<std::string>{"teacher1", "teacher2"}));
  EXPECT_EQ(read.evaluateEvery, 50);
  const Event earlier = fromJsonLine(R"({"event":"stage","name":"student CPS","index":0,"count":1,)"
                                     R"("first_iteration":1,"iterations":9,"total_iterations":9})")
                            .event;
  EXPECT_TRUE(std::get<StageStarted>(earlier).trained.empty());
  EXPECT_EQ(std::get<StageStarted>(earlier).totalIterations, 9);
}

TEST(MetricsLog, ReadsBackTheSmallEvents) {
  const LogFolder log;
  log.post({StageStarted{"teachers CMS", 1, 4, 101, 200, 600},
            CheckpointSaved{300, "checkpoints/last.safetensors", true}, Warning{"2 tiles lack a road"},
            RunFinished{Ending::TimeLimit, 301, "", 12.5}, Note{"masks hold 0 and 1: 1 is road"}});
  const std::vector<Event> events = readMetrics(log.file);
  const auto& stage = std::get<StageStarted>(events[0]);
  EXPECT_EQ(stage.name, "teachers CMS");
  EXPECT_EQ(stage.index, 1);
  EXPECT_EQ(stage.count, 4);
  EXPECT_EQ(stage.firstIteration, 101);
  EXPECT_EQ(stage.iterations, 200);
  EXPECT_EQ(stage.totalIterations, 600);
  EXPECT_EQ(std::get<CheckpointSaved>(events[1]).path, "checkpoints/last.safetensors");
  EXPECT_TRUE(std::get<CheckpointSaved>(events[1]).best);
  EXPECT_EQ(std::get<Warning>(events[2]).message, "2 tiles lack a road");
  EXPECT_EQ(std::get<RunFinished>(events[3]).ending, Ending::TimeLimit);
  EXPECT_EQ(std::get<RunFinished>(events[3]).seconds, 12.5);
  EXPECT_EQ(std::get<Note>(events[4]).message, "masks hold 0 and 1: 1 is road");
}

TEST(MetricsLog, KeepsThePixelsOfAPreviewAsAPictureThatItsLineNames) {
  const LogFolder log;
  log.post({PreviewReady{500, "student", "val/tile 7.png", 3, 2, {0, 50, 100, 150, 200, 255}}});
  EXPECT_TRUE(std::filesystem::exists(log.previews / "0000500_student_val%2Ftile%207.png.png"));
  const auto read = onlyEvent<PreviewReady>(log);
  EXPECT_EQ(read.sampleId, "val/tile 7.png");
  EXPECT_EQ(read.width, 3);
  EXPECT_EQ(read.probability, (std::vector<std::uint8_t>{0, 50, 100, 150, 200, 255}));
  EXPECT_TRUE(std::get<PreviewReady>(readMetrics(log.file, PreviewPixels::Skip)[0]).probability.empty());
}

TEST(MetricsLog, ToleratesALineTornByAKillAndContinuesAfterIt) {
  const LogFolder log;
  log.post({step(1), step(2)});
  appendText(log.file, R"({"event":"step","iterat)");
  EXPECT_EQ(log.steps(), (std::vector<std::int64_t>{1, 2}));
  log.post({step(3)});
  EXPECT_EQ(log.steps(), (std::vector<std::int64_t>{1, 2, 3}));
}

TEST(MetricsLog, NamesTheLineThatCannotBeRead) {
  const LogFolder log;
  log.post({step(1)});
  appendText(log.file, "not JSON\n");
  try {
    readMetrics(log.file);
    FAIL() << "read a spoilt line";
  } catch (const Error& error) {
    EXPECT_EQ(error.problems().front().where, log.file.string() + " line 2");
  }
}

TEST(MetricsLog, ForgetsWhatCameAfterTheCheckpointThatIsResumed) {
  const LogFolder log;
  log.post({StageStarted{"warm-up", 0, 2, 1, 3, 9}, step(1), Warning{"kept"}, step(2), step(3), Warning{"dropped"},
            StageStarted{"second", 1, 2, 4, 6, 9}, step(4), RunFinished{Ending::Stopped, 4}});
  truncateAfter(log.file, 2);
  const std::vector<Event> events = readMetrics(log.file);
  ASSERT_EQ(events.size(), 4u);
  EXPECT_EQ(std::get<Warning>(events[2]).message, "kept");
  log.post({step(3), step(4)});
  EXPECT_EQ(log.steps(), (std::vector<std::int64_t>{1, 2, 3, 4}));
}

TEST(MetricsLog, ForgetsTheEndingOfARunThatGoesOn) {
  const LogFolder log;
  log.post({step(1), RunFinished{Ending::Stopped, 1}});
  truncateAfter(log.file, 1);
  EXPECT_EQ(readMetrics(log.file).size(), 1u);
}

TEST(MetricsLog, RemembersTheFirstFailureAndDoesNotThrow) {
  const LogFolder folder;
  appendText(folder.folder / "in-the-way", "");
  MetricsLog log(folder.file, folder.folder / "in-the-way" / "previews");
  log.post(PreviewReady{1, "student", "a", 1, 1, {0}});
  log.post(step(1));
  EXPECT_TRUE(log.failure());
  EXPECT_EQ(folder.steps(), (std::vector<std::int64_t>{1}));
}

TEST(MetricsLog, LeavesNoHalfLineOnAFullDisk) {
  const LogFolder folder;
  MetricsLog log(folder.file, folder.previews);
  log.post(step(1));
  {
    const FileSizeLimit limit(std::filesystem::file_size(folder.file) + 20);
    log.post(step(2));
  }
  ASSERT_TRUE(log.failure());
  EXPECT_EQ(log.failure()->remedy, "free some disk space");
  log.post(step(3));
  EXPECT_EQ(folder.steps(), (std::vector<std::int64_t>{1, 3}));
}

}  // namespace macadam
