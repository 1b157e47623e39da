#include "base/error.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"
#include "support/tiny_training.h"
#include "train/phase_plan.h"
#include "train/phase_state.h"
#include "train/trainer.h"
#include "train/training_position.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

namespace macadam {

TEST(TrainerCheckpoints, WeightsThatAreLostInAnUpdateDoNotReachACheckpoint) {
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

TEST(TrainerCheckpoints, ANanLossNamesItsTermAndKeepsTheLastCheckpoint) {
  const TemporaryFolder folder;
  TinyWorld world;
  world.stream.poisonAt = 12;
  TrainingData data = world.data();
  RecordingSink sink;
  PauseGate gate;
  const std::stop_token stop;
  try {
    train(tinySpec(SupervisedSpec{.iterations = 24}), folder.path(), {}, data, sink, stop, gate);
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

TEST(TrainerCheckpoints, ACompletedRunGoesOnPastItsEndWithItsMomentum) {
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

TEST(TrainerCheckpoints, WritesACheckpointThatFallsDueAtTheEndOnce) {
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

TEST(TrainerCheckpoints, GoesOnFromTheNewestSoundCheckpointAndSaysSo) {
  const TemporaryFolder whole, damaged;
  const RunSpec spec = tinySpec(SupervisedSpec{.iterations = 24});
  RecordingSink first, second;
  trainInto(whole.path(), spec, first);
  trainInto(damaged.path(), spec, second);
  std::filesystem::resize_file(damaged / "last.safetensors", 1000);
  const std::string middle = readText(damaged / "last-1.safetensors");
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

/// Tiles whose labels are unknown but for so many of their first pixels, which are road.
class FewPixels : public TinyTiles {
 public:
  FewPixels(std::int64_t count, std::int64_t road) : TinyTiles(1000, count), road_(road) {}
  EvaluationTile tile(std::int64_t index) override {
    EvaluationTile tile = TinyTiles::tile(index);
    tile.label.fill_(255);
    tile.label.view(-1).narrow(0, 0, road_).fill_(1);
    return tile;
  }

 private:
  std::int64_t road_;
};

/// What a short supervised run says that is scored on these tiles every so many iterations.
std::vector<Evaluated> scoresOn(TinyTiles& tiles, int iterations, int every, const std::filesystem::path& checkpoints) {
  TinyWorld world;
  TrainingData data{world.stream, tiles, tiles};
  RunSpec spec = tinySpec(SupervisedSpec{.iterations = iterations});
  spec.schedule.evaluateEvery = every;
  RecordingSink sink;
  PauseGate gate;
  train(spec, checkpoints, {}, data, sink, std::stop_token(), gate);
  return sink.all<Evaluated>();
}

TEST(TrainerCheckpoints, WhereNoIouIsDefinedTheNewestWeightsAreTheBest) {
  const TemporaryFolder folder;
  FewPixels tiles(2, 0);
  scoresOn(tiles, 6, 2, folder.path());
  EXPECT_FALSE(positionOf(readSafetensors(folder / "last.safetensors"), "last").bestIou);
  EXPECT_EQ(readSafetensors(folder / "best.safetensors").metadata.at("iteration"), "6");
}

/// One pixel is judged: each IoU is 0 or 1, so that some of three are equal.
TEST(TrainerCheckpoints, OfEqualScoresTheLaterWeightsAreTheBest) {
  const TemporaryFolder folder;
  FewPixels tiles(1, 1);
  std::int64_t highest = -1;
  for (const Evaluated& evaluated : scoresOn(tiles, 3, 1, folder.path())) {
    if (evaluated.subset == EvaluatedOn::Test) continue;
    const std::int64_t found = evaluated.scores[0].pooled.truePositives;
    EXPECT_EQ(evaluated.best, found >= highest) << "iteration " << evaluated.iteration;
    highest = std::max(highest, found);
  }
}

/// No method of today warms up before a stage with modules of its own, but a stage may.
TEST(TrainerCheckpoints, AStageWithAuxiliaryModulesCanBeResumedAtItsStart) {
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

RunSpec byAdamW(MethodSpec method) {
  RunSpec spec = tinySpec(std::move(method));
  spec.schedule.optimizer = OptimizerKind::AdamW;
  spec.schedule.learningRate = 3e-3;
  return spec;
}

TEST(TrainerCheckpoints, ByAdamWStoppedAndResumedEqualsUninterruptedBitForBit) {
  const TemporaryFolder whole, parts;
  const RunSpec spec = byAdamW(CctSpec{.iterations = 12});  // with decoders that join the optimizer
  RecordingSink uninterrupted;
  trainInto(whole.path(), spec, uninterrupted);
  for (const std::int64_t stopAfter : {5, -1}) {
    RecordingSink sink;
    sink.stopAfter = stopAfter;
    EXPECT_EQ(trainInto(parts.path(), spec, sink).ending, stopAfter < 0 ? Ending::Completed : Ending::Stopped);
  }
  expectSameTensors(whole / "last.safetensors", parts / "last.safetensors");
  EXPECT_EQ(readText(whole / "best.safetensors"), readText(parts / "best.safetensors"));
}

TEST(TrainerCheckpoints, ByAdamWTheLossFalls) {
  const TemporaryFolder folder;
  RecordingSink sink;
  trainInto(folder.path(), byAdamW(SupervisedSpec{.iterations = 24}), sink);
  const std::vector<StepDone> steps = sink.all<StepDone>();
  double first = 0.0, last = 0.0;
  for (std::size_t i = 0; i < 4; ++i) {
    first += steps[i].total;
    last += steps[steps.size() - 1 - i].total;
  }
  EXPECT_LT(last, 0.8 * first);
}

TEST(TrainerCheckpoints, TheStateOfAnotherOptimizerIsRefusedByItsName) {
  const TemporaryFolder folder;
  RecordingSink sink;
  sink.stopAfter = 4;
  trainInto(folder.path(), tinySpec(SupervisedSpec{.iterations = 12}), sink);
  EXPECT_FALSE(readSafetensors(folder / "last.safetensors").metadata.contains("optimizer")) << "as before AdamW";
  try {
    RecordingSink resumed;
    trainInto(folder.path(), byAdamW(SupervisedSpec{.iterations = 12}), resumed);
    FAIL() << "took SGD's momentum for AdamW's means";
  } catch (const Error& error) {
    EXPECT_EQ(error.problems().front().what,
              "holds the state of the optimizer 'sgd', and this run trains with 'adamw'");
  }
}

}  // namespace macadam
