#include "train/trainer.h"

#include "base/error.h"
#include "nn/complexity.h"
#include "nn/safetensors.h"
#include "support/temporary_folder.h"
#include "support/tiny_world.h"
#include "train/checkpoint.h"
#include "train/evaluate.h"
#include "train/phase_plan.h"
#include "train/phase_state.h"
#include "train/training_position.h"

#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <iterator>
#include <map>
#include <thread>

namespace macadam {
namespace {

RunFinished trainInto(const std::filesystem::path& folder, const RunSpec& spec, RecordingSink& sink) {
  TinyWorld world;
  TrainingData data = world.data();
  PauseGate gate;
  const std::stop_token stop = sink.stop.get_token();
  return train(spec, folder, data, sink, stop, gate);
}

std::string bytes(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void expectSameTensors(const std::filesystem::path& a, const std::filesystem::path& b) {
  const TensorFile first = readSafetensors(a), second = readSafetensors(b);
  ASSERT_EQ(first.tensors.size(), second.tensors.size());
  for (const auto& [name, tensor] : first.tensors) {
    EXPECT_TRUE(torch::equal(tensor, second.tensors.at(name))) << name;
  }
}

SslkdSpec wholeMethod() {
  return {.iterations = 20, .warmUpIterations = 8, .teachers = {.iterations = 16, .warmUpIterations = 6}};
}

struct NamedMethod {
  std::string name;
  MethodSpec spec;
};

/// What holds for every method.
class MethodContract : public testing::TestWithParam<NamedMethod> {};

}  // namespace

TEST_P(MethodContract, TheSupervisedLossFallsOnATinyWorld) {
  const TemporaryFolder folder;
  RecordingSink sink;
  ASSERT_EQ(trainInto(folder.path(), tinySpec(GetParam().spec), sink).ending, Ending::Completed);
  const std::vector<StepDone> steps = sink.all<StepDone>();
  const std::size_t phaseStart = GetParam().name == "sslkd" ? 16 : 0;  // the student's
  double first = 0.0, last = 0.0;
  for (std::size_t i = 0; i < 4; ++i) {
    first += steps[phaseStart + i].terms[0].value;
    last += steps[steps.size() - 1 - i].terms[0].value;
  }
  EXPECT_LT(last, 0.8 * first);
}

TEST_P(MethodContract, EqualSeedsGiveEqualNumbersAndOtherSeedsOthers) {
  const TemporaryFolder a, b, c;
  RecordingSink first, second, third;
  RunSpec spec = tinySpec(GetParam().spec);
  trainInto(a.path(), spec, first);
  trainInto(b.path(), spec, second);
  spec.seed = 2;
  trainInto(c.path(), spec, third);
  const auto x = first.all<StepDone>(), y = second.all<StepDone>(), z = third.all<StepDone>();
  ASSERT_EQ(x.size(), y.size());
  for (std::size_t i = 0; i < x.size(); ++i) ASSERT_EQ(x[i].total, y[i].total) << "iteration " << x[i].iteration;
  EXPECT_NE(x.back().total, z.back().total);
  expectSameTensors(a / "last.safetensors", b / "last.safetensors");
}

TEST_P(MethodContract, StoppedAndResumedEqualsUninterruptedBitForBit) {
  const TemporaryFolder whole, parts;
  RecordingSink uninterrupted;
  const RunSpec spec = tinySpec(GetParam().spec);
  trainInto(whole.path(), spec, uninterrupted);
  const auto steps = std::ssize(uninterrupted.all<StepDone>());

  std::vector<double> totals;
  for (const std::int64_t stopAfter : {steps / 3, steps / 2 + 1, std::int64_t{-1}}) {
    RecordingSink sink;
    sink.stopAfter = stopAfter;
    const RunFinished finished = trainInto(parts.path(), spec, sink);
    EXPECT_EQ(finished.ending, stopAfter < 0 ? Ending::Completed : Ending::Stopped);
    for (const StepDone& step : sink.all<StepDone>()) totals.push_back(step.total);
  }
  ASSERT_EQ(std::ssize(totals), steps);
  for (std::size_t i = 0; i < totals.size(); ++i) {
    EXPECT_EQ(totals[i], uninterrupted.all<StepDone>()[i].total) << "iteration " << i + 1;
  }
  expectSameTensors(whole / "last.safetensors", parts / "last.safetensors");
  EXPECT_EQ(bytes(whole / "best.safetensors"), bytes(parts / "best.safetensors"));
}

TEST_P(MethodContract, CheckpointsOpenAloneAndPredictAsScored) {
  const TemporaryFolder folder;
  RecordingSink sink;
  trainInto(folder.path(), tinySpec(GetParam().spec), sink);
  const Evaluated test = sink.all<Evaluated>().back();
  ASSERT_EQ(test.subset, EvaluatedOn::Test);
  const std::string name = test.scores.back().network;
  auto network = loadNetwork(folder / "best.safetensors", name);
  network->eval();
  TinyWorld world;
  const auto scores = evaluateNetworks({{name, network}}, world.test, torch::kCPU, /*viewSide=*/64);
  EXPECT_EQ(scores.front().pooled, test.scores.back().pooled);
}

INSTANTIATE_TEST_SUITE_P(All, MethodContract,
                         testing::Values(NamedMethod{"supervised", SupervisedSpec{.iterations = 24}},
                                         NamedMethod{"cps", CpsSpec{.iterations = 24, .warmUpIterations = 6}},
                                         NamedMethod{"cms", CmsSpec{.iterations = 24, .warmUpIterations = 6}},
                                         NamedMethod{"cct", CctSpec{.iterations = 24}},
                                         NamedMethod{"sslkd", wholeMethod()}),
                         [](const auto& method) { return method.param.name; });

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

TEST(Trainer, WeightsThatAreLostInAnUpdateDoNotReachACheckpoint) {
  const TemporaryFolder folder;
  RunSpec spec = tinySpec(SupervisedSpec{.iterations = 24});
  spec.schedule.checkpointEvery = 1;
  spec.schedule.learningRate = 1e30;  // finite losses first, infinite weights after the update
  RecordingSink sink;
  EXPECT_THROW(trainInto(folder.path(), spec, sink), Error);
  if (!std::filesystem::exists(folder / "last.safetensors")) return;
  for (const auto& [name, tensor] : readSafetensors(folder / "last.safetensors").tensors) {
    EXPECT_TRUE(!tensor.is_floating_point() || torch::isfinite(tensor).all().item<bool>()) << name;
  }
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

TEST(Trainer, ANanLossNamesItsTermAndKeepsTheLastCheckpoint) {
  const TemporaryFolder folder;
  TinyWorld world;
  world.stream.poisonAt = 12;
  TrainingData data = world.data();
  RecordingSink sink;
  PauseGate gate;
  const std::stop_token stop;
  try {
    train(tinySpec(SupervisedSpec{.iterations = 24}), folder.path(), data, sink, stop, gate);
    FAIL() << "trained on NaN";
  } catch (const Error& error) {
    EXPECT_EQ(error.problems().front().where, "loss term 'supervised student'");
    EXPECT_EQ(error.problems().front().what, "became NaN at iteration 13");
  }
  const TensorFile last = readSafetensors(folder / "last.safetensors");
  EXPECT_EQ(positionOf(last, "last").iteration, 10);
  for (const auto& [name, tensor] : last.tensors) {
    EXPECT_TRUE(!tensor.is_floating_point() || torch::isfinite(tensor).all().item<bool>()) << name;
  }
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

TEST(Trainer, ACompletedRunGoesOnPastItsEndWithItsMomentum) {
  const TemporaryFolder whole, shorter;
  RunSpec spec = tinySpec(wholeMethod());
  spec.schedule.power = 0.0;  // the rate does not depend on the course's length
  RecordingSink sink;
  ASSERT_EQ(trainInto(shorter.path(), spec, sink).ending, Ending::Completed);
  addIterations(spec.method, 5);
  ASSERT_EQ(trainInto(shorter.path(), spec, sink).ending, Ending::Completed);
  ASSERT_EQ(trainInto(whole.path(), spec, sink).ending, Ending::Completed);
  expectSameTensors(shorter / "last.safetensors", whole / "last.safetensors");
}

TEST(Trainer, WritesACheckpointThatFallsDueAtTheEndOnce) {
  const TemporaryFolder folder;
  RecordingSink sink;
  RunSpec spec = tinySpec(SupervisedSpec{.iterations = 4});
  spec.schedule.checkpointEvery = 2;
  ASSERT_EQ(trainInto(folder.path(), spec, sink).ending, Ending::Completed);
  std::vector<std::int64_t> saved;
  for (const CheckpointSaved& checkpoint : sink.all<CheckpointSaved>()) {
    if (!checkpoint.best) saved.push_back(checkpoint.iteration);
  }
  EXPECT_EQ(saved, (std::vector<std::int64_t>{2, 4}));
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
  const RunFinished finished = train(spec, folder.path(), data, sink, stop, gate);
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
          complexity(spec.networks.teacher2, 32);
          const auto network = loadNetwork(alone / "best.safetensors", "student");
          network->eval();
          roadProbability(*network, torch::rand({3, 32, 32}), torch::kCPU);
        }
      });
      while (rounds == 0) std::this_thread::yield();
      trainInto(beside.path(), spec, busy);
    }
    EXPECT_GT(rounds.load(), 1);
    expectSameTensors(alone / "last.safetensors", beside / "last.safetensors");
    EXPECT_EQ(bytes(alone / "best.safetensors"), bytes(beside / "best.safetensors"));
  }
}

TEST(Trainer, GoesOnFromTheNewestSoundCheckpointAndSaysSo) {
  const TemporaryFolder whole, damaged;
  const RunSpec spec = tinySpec(SupervisedSpec{.iterations = 24});
  RecordingSink first, second;
  trainInto(whole.path(), spec, first);
  trainInto(damaged.path(), spec, second);
  std::filesystem::resize_file(damaged / "last.safetensors", 1000);
  const std::string middle = bytes(damaged / "last-1.safetensors");
  std::ofstream(damaged / "last-1.safetensors", std::ios::binary | std::ios::in | std::ios::out)
      .seekp(static_cast<std::streamoff>(middle.size() / 2))
      .put(static_cast<char>(~middle[middle.size() / 2]));

  RecordingSink resumed;
  EXPECT_EQ(trainInto(damaged.path(), spec, resumed).ending, Ending::Completed);
  EXPECT_EQ(resumed.all<StepDone>().front().iteration, 16);
  const std::vector<Warning> warnings = resumed.all<Warning>();
  ASSERT_EQ(warnings.size(), 3U);
  EXPECT_NE(warnings[0].message.find("last.safetensors"), std::string::npos);
  EXPECT_NE(warnings[1].message.find("its checksum differs"), std::string::npos);
  EXPECT_EQ(warnings[2].message,
            "the run goes on from " + (damaged / "last-2.safetensors").string() + ", at iteration 15");
  expectSameTensors(whole / "last.safetensors", damaged / "last.safetensors");
}

TEST(Trainer, WhereNoIouIsDefinedTheNewestWeightsAreTheBest) {
  struct UnknownTiles : TinyTiles {
    using TinyTiles::TinyTiles;
    EvaluationTile tile(std::int64_t index) override {
      EvaluationTile tile = TinyTiles::tile(index);
      tile.label.fill_(255);
      return tile;
    }
  } tiles{1000, 2};
  const TemporaryFolder folder;
  TinyWorld world;
  TrainingData data{world.stream, tiles, tiles};
  RunSpec spec = tinySpec(SupervisedSpec{.iterations = 6});
  spec.schedule.evaluateEvery = 2;
  RecordingSink sink;
  PauseGate gate;
  const std::stop_token stop;
  train(spec, folder.path(), data, sink, stop, gate);
  EXPECT_FALSE(positionOf(readSafetensors(folder / "last.safetensors"), "last").bestIou);
  EXPECT_EQ(readSafetensors(folder / "best.safetensors").metadata.at("iteration"), "6");
}

/// One pixel is judged: each IoU is 0 or 1, so that some of three are equal.
TEST(Trainer, OfEqualScoresTheLaterWeightsAreTheBest) {
  struct OnePixelTiles : TinyTiles {
    using TinyTiles::TinyTiles;
    EvaluationTile tile(std::int64_t index) override {
      EvaluationTile tile = TinyTiles::tile(index);
      tile.label.fill_(255);
      tile.label[0][0] = 1;
      return tile;
    }
  } tiles{1000, 1};
  const TemporaryFolder folder;
  TinyWorld world;
  TrainingData data{world.stream, tiles, tiles};
  RunSpec spec = tinySpec(SupervisedSpec{.iterations = 3});
  spec.schedule.evaluateEvery = 1;
  RecordingSink sink;
  PauseGate gate;
  const std::stop_token stop;
  train(spec, folder.path(), data, sink, stop, gate);
  std::int64_t highest = -1;
  for (const Evaluated& evaluated : sink.all<Evaluated>()) {
    if (evaluated.subset == EvaluatedOn::Test) continue;
    const std::int64_t found = evaluated.scores[0].pooled.truePositives;
    EXPECT_EQ(evaluated.best, found >= highest) << "iteration " << evaluated.iteration;
    highest = std::max(highest, found);
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

/// No method of today warms up before a stage with modules of its own, but a stage may.
TEST(Trainer, AStageWithAuxiliaryModulesCanBeResumedAtItsStart) {
  const RunSpec spec = tinySpec(CctSpec{.iterations = 10});
  Phase phase = planPhases(spec, "").front();
  phase.stages.insert(phase.stages.begin(),
                      planPhases(tinySpec(SupervisedSpec{.iterations = 4}), "").front().stages[0]);
  PhaseState warmUp(phase, spec, torch::kCPU);
  warmUp.enterStage(phase.stages[0]);
  const TensorFile atBoundary = warmUp.save(PhaseState::Contents::NetworksAndOptimizer);

  PhaseState resumed(phase, spec, torch::kCPU);
  resumed.enterStage(phase.stages[1]);
  resumed.loadNetworks(atBoundary, "last");
  const auto has = [](const TensorFile& file, const std::string& start) {
    const auto found = file.tensors.lower_bound(start);
    return found != file.tensors.end() && found->first.starts_with(start);
  };
  const TensorFile within = resumed.save(PhaseState::Contents::NetworksAndOptimizer);
  EXPECT_TRUE(has(within, "auxiliary/") && has(within, "optimizer/auxiliary/"));
  resumed.loadAuxiliaries(within, "last");
  EXPECT_THROW(resumed.loadAuxiliaries(atBoundary, "last"), Error);

  resumed.enterStage(phase.stages[0]);
  EXPECT_FALSE(has(resumed.save(PhaseState::Contents::NetworksAndOptimizer), "optimizer/auxiliary/"));
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
  const PseudoLabelQuality quality = measurePseudoLabels({road, road}, batch);
  EXPECT_EQ(quality.confidentShare, 1.0);
  EXPECT_EQ(*quality.agreement, 1.0);
  EXPECT_EQ(*quality.againstTruth, (Confusion{.truePositives = 2, .falsePositives = 1}));

  // The second network says road on the first pixel only; the last pixel is padding.
  const torch::Tensor one =
      torch::stack({torch::zeros({1, 2, 2}), torch::tensor({1.0f, -1.0f, -1.0f, 1.0f}).view({1, 2, 2})}, 1);
  batch.unlabelledValid = torch::tensor({1, 1, 1, 0}, torch::kLong).view({1, 2, 2}).ne(0);
  const PseudoLabelQuality each = measurePseudoLabels({road, one, PseudoLabelLogits::Rule::EachOther}, batch);
  EXPECT_NEAR(*each.agreement, 1.0 / 3.0, 1e-6);
  EXPECT_NEAR(each.confidentShare, 0.5, 1e-6);
  EXPECT_EQ(*each.againstTruth,
            (Confusion{.truePositives = 3, .falsePositives = 1, .falseNegatives = 1, .trueNegatives = 1}));
}

}  // namespace macadam
