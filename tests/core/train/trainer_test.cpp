#include "train/trainer.h"

#include "base/error.h"
#include "nn/complexity.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"
#include "support/tiny_training.h"
#include "train/checkpoint.h"
#include "train/evaluate.h"
#include "train/phase_plan.h"
#include "train/phase_state.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cmath>
#include <map>
#include <thread>

namespace macadam {

TEST(Trainer, RunsTheFourStagesInOrderAndScoresEveryNetwork) {
  const TemporaryFolder folder;
  RecordingSink sink;
  trainInto(folder.path(), tinySpec(wholeMethod()), sink);
  std::vector<std::string> stages;
  for (const StageStarted& stage : sink.all<StageStarted>()) stages.push_back(stage.name);
  EXPECT_EQ(stages,
            (std::vector<std::string>{"teachers supervised", "teachers CMS", "student warm-up", "student SSLKD"}));
  std::vector<std::string> networks;
  const Evaluated test = sink.all<Evaluated>().back();
  for (const NetworkScore& score : test.scores) networks.push_back(score.network);
  EXPECT_EQ(networks, (std::vector<std::string>{"teacher1", "teacher2", "student"}));
  EXPECT_EQ(sink.all<StepDone>().back().iteration, 36);
  const StageStarted distillation = sink.all<StageStarted>().back();
  EXPECT_EQ(distillation.trained, std::vector<std::string>{"student"});
  EXPECT_EQ(distillation.frozen, (std::vector<std::string>{"teacher1", "teacher2"}));
  EXPECT_EQ(distillation.evaluateEvery, 10);
  EXPECT_FALSE(sink.all<PreviewReady>().empty());
}

TEST(Trainer, FrozenTeachersNeitherLearnNorMoveTheirStatistics) {
  RunSpec spec = tinySpec(SslkdSpec{.iterations = 10, .warmUpIterations = 0, .teachersFrom = "drawn"});
  Phase phase = planPhases(spec, "").back();
  phase.frozenFrom.clear();  // fresh weights will do
  PhaseState state(phase, spec, torch::kCPU);
  state.enterStage(phase.stages.back());
  std::map<std::string, torch::Tensor> before;
  const auto forEachTensor = [&](auto&& visit) {
    for (const NamedNetwork& named : state.networks().frozen) {
      for (const auto& item : named.network->named_parameters()) visit(named.name + " " + item.key(), item.value());
      for (const auto& item : named.network->named_buffers()) visit(named.name + " " + item.key(), item.value());
    }
  };
  forEachTensor([&](const std::string& name, const torch::Tensor& tensor) { before[name] = tensor.clone(); });
  ASSERT_GT(before.size(), 100U);

  TinyStream stream;
  stream.start("student", 0, BatchContents::LabelledAndUnlabelled);
  const torch::Tensor student = state.networks().trained.front().network->parameters().front();
  const torch::Tensor studentBefore = student.clone();
  for (int i = 0; i < 3; ++i) {
    state.optimizer().zeroGradients();
    state.method().step(stream.next(), {}).losses.total().backward();
    state.optimizer().step(0.05);
  }
  EXPECT_FALSE(torch::equal(student, studentBefore));
  forEachTensor([&](const std::string& name, const torch::Tensor& tensor) {
    EXPECT_TRUE(torch::equal(tensor, before.at(name))) << name;
    EXPECT_FALSE(tensor.grad().defined()) << name;
  });
}

TEST(Trainer, AStageIsNotCutShortByTheWarmUpBeforeIt) {
  const TemporaryFolder folder;
  RunSpec spec = tinySpec(CmsSpec{.iterations = 20, .warmUpIterations = 12});
  spec.schedule.learningRate = spec.schedule.minimumLearningRate = 1e-12;  // nothing can be gained
  spec.schedule.evaluateEvery = 2;
  spec.schedule.stopAfterNoGain = 2;
  RecordingSink sink;
  EXPECT_EQ(trainInto(folder.path(), spec, sink).ending, Ending::Completed);
  EXPECT_EQ(sink.all<StepDone>().size(), 12U + 4U);
}

TEST(Trainer, StopsEarlyWithoutGain) {
  const TemporaryFolder folder;
  RunSpec spec = tinySpec(SupervisedSpec{.iterations = 200});
  spec.schedule.learningRate = spec.schedule.minimumLearningRate = 1e-12;  // nothing can be gained
  spec.schedule.evaluateEvery = 2;
  spec.schedule.stopAfterNoGain = 3;
  RecordingSink sink;
  EXPECT_EQ(trainInto(folder.path(), spec, sink).ending, Ending::Completed);
  const std::size_t steps = sink.all<StepDone>().size();
  EXPECT_LT(steps, 60U);

  addIterations(spec.method, 200);
  EXPECT_EQ(trainInto(folder.path(), spec, sink).ending, Ending::Completed);
  EXPECT_GT(sink.all<StepDone>().size(), steps + 2) << "a longer course may gain again";
}

TEST(Trainer, TheTimeLimitEndsWithACheckpoint) {
  const TemporaryFolder folder;
  RunSpec spec = tinySpec(SupervisedSpec{.iterations = 100000});
  spec.schedule.timeLimitMinutes = 0.002;
  RecordingSink sink;
  EXPECT_EQ(trainInto(folder.path(), spec, sink).ending, Ending::TimeLimit);
  EXPECT_TRUE(std::filesystem::exists(folder / "last.safetensors"));
  const std::size_t steps = sink.all<StepDone>().size();
  EXPECT_EQ(trainInto(folder.path(), spec, sink).ending, Ending::TimeLimit);
  EXPECT_GT(sink.all<StepDone>().size(), steps) << "resumed, it has its time again";
}

TEST(Trainer, PreviewsTheLastIterationToo) {
  const TemporaryFolder folder;
  RunSpec spec = tinySpec(SupervisedSpec{.iterations = 5});
  spec.schedule.previewEvery = 3;
  RecordingSink sink;
  ASSERT_EQ(trainInto(folder.path(), spec, sink).ending, Ending::Completed);
  std::vector<std::int64_t> previewed;
  for (const PreviewReady& preview : sink.all<PreviewReady>()) previewed.push_back(preview.iteration);
  EXPECT_EQ(previewed, (std::vector<std::int64_t>{3, 5}));
}

TEST(Trainer, PausesDoNotUseTheTimeLimitUp) {
  const TemporaryFolder folder;
  TinyWorld world;
  TrainingData data = world.data();
  RunSpec spec = tinySpec(SupervisedSpec{.iterations = 1});
  spec.schedule.timeLimitMinutes = 2.0 / 60;
  RecordingSink sink;
  PauseGate gate;
  gate.pause();
  const std::jthread resumeLater([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(2500));
    gate.resume();
  });
  const std::stop_token stop;
  const RunFinished finished = train(spec, folder.path(), {}, data, sink, stop, gate);
  EXPECT_EQ(finished.ending, Ending::Completed);
  EXPECT_LT(finished.seconds, 2.5) << "the pause alone";
}

/// What a window does beside a training: it counts networks, opens checkpoints, predicts, and seeds as it likes.
TEST(Trainer, OtherWorkInTheProcessChangesNothing) {
  for (const MethodSpec& method : {MethodSpec(SupervisedSpec{.iterations = 8}), MethodSpec(CctSpec{.iterations = 8})}) {
    const TemporaryFolder alone, beside;
    RecordingSink quiet, busy;
    const RunSpec spec = tinySpec(method);
    trainInto(alone.path(), spec, quiet);
    std::atomic<int> rounds = 0;
    {
      const std::jthread window([&](const std::stop_token& stop) {
        at::set_num_threads(2);
        while (!stop.stop_requested()) {
          torch::manual_seed(static_cast<std::uint64_t>(++rounds));
          complexity(spec.networks.of(Role::Teacher2), 32);
          const auto network = loadNetwork(alone / "best.safetensors", "student");
          network->eval();
          roadProbabilityByWindows(*network, torch::rand({3, 32, 32}), torch::kCPU, 32);
        }
      });
      while (rounds == 0) std::this_thread::yield();
      trainInto(beside.path(), spec, busy);
    }
    EXPECT_GT(rounds.load(), 1);
    expectSameTensors(alone / "last.safetensors", beside / "last.safetensors");
    EXPECT_EQ(readText(alone / "best.safetensors"), readText(beside / "best.safetensors"));
  }
}

TEST(Trainer, TellsHowFarAnEvaluationIsBeforeItsScores) {
  const TemporaryFolder folder;
  RecordingSink sink;
  trainInto(folder.path(), tinySpec(SupervisedSpec{.iterations = 1}), sink);
  std::vector<std::string> told;
  for (const Event& event : sink.events) {
    if (const auto* evaluating = std::get_if<Evaluating>(&event); evaluating != nullptr && evaluating->tile == 0) {
      EXPECT_EQ(evaluating->tiles, 4);
      told.push_back(evaluating->subset == EvaluatedOn::Test ? "test" : "validation");
    }
    if (std::holds_alternative<Evaluated>(event)) told.push_back("scores");
  }
  EXPECT_EQ(told, (std::vector<std::string>{"validation", "scores", "test", "scores"}));
}

TEST(Trainer, AGpuThatIsNotThereIsRefusedByName) {
  RunSpec spec = tinySpec(SupervisedSpec{});
  spec.device = {.kind = DeviceKind::Cuda, .index = 99};
  RecordingSink sink;
  const TemporaryFolder folder;
  EXPECT_THROW(trainInto(folder.path(), spec, sink), Error);
}

TEST(Trainer, MeasuresPseudoLabelsOnValidPixelsAgainstTheHeldBackTruth) {
  // Teacher says road everywhere with p = 0.95; two of four pixels are road, one is not known.
  const float logit = std::log(19.0f);
  const torch::Tensor road = torch::stack({torch::zeros({1, 2, 2}), torch::full({1, 2, 2}, logit)}, 1);
  StepBatch batch;
  batch.hiddenLabels = torch::tensor({1, 1, 0, 255}, torch::kLong).view({1, 2, 2});
  const PseudoLabelQuality quality = measurePseudoLabels({{road, road}}, batch);
  EXPECT_EQ(quality.confidentShare, 1.0);
  EXPECT_EQ(*quality.agreement, 1.0);
  EXPECT_EQ(*quality.againstTruth, (Confusion{.truePositives = 2, .falsePositives = 1}));

  // The second network says road on the first pixel only; the last pixel is padding.
  const torch::Tensor one =
      torch::stack({torch::zeros({1, 2, 2}), torch::tensor({1.0f, -1.0f, -1.0f, 1.0f}).view({1, 2, 2})}, 1);
  batch.unlabelledValid = torch::tensor({1, 1, 1, 0}, torch::kLong).view({1, 2, 2}).ne(0);
  const PseudoLabelQuality each = measurePseudoLabels({{road, one}, PseudoLabelLogits::Rule::EachOther}, batch);
  EXPECT_NEAR(*each.agreement, 1.0 / 3.0, 1e-6);
  EXPECT_NEAR(each.confidentShare, 0.5, 1e-6);
  EXPECT_EQ(*each.againstTruth,
            (Confusion{.truePositives = 3, .falsePositives = 1, .falseNegatives = 1, .trueNegatives = 1}));
}

}  // namespace macadam
