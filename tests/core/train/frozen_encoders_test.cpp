#include "nn/pretrained.h"
#include "spec/network_facts.h"
#include "support/temporary_folder.h"
#include "support/tiny_training.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include <string>

namespace macadam {
namespace {

constexpr std::int64_t kFrozen = 6, kIterations = 12;

/// The student's encoder, and that of its running average, begin with the weights of a file.
class FrozenEncoder : public testing::TestWithParam<OptimizerKind> {
 protected:
  FrozenEncoder() {
    spec_.schedule.optimizer = GetParam();
    spec_.schedule.learningRate = 1e-2;
    spec_.schedule.evaluateEvery = 2;  // evaluations lie between, and end in training mode
    spec_.schedule.frozenEncoderIterations = kFrozen;
    NetworkSpec& student = spec_.networks.student;
    inCheckpoints_ = std::string(factsOf(student.decoder).encoderModule) + ".";
    for (const auto& [name, tensor] : stateOf(*makeNetwork(student, 7))) {
      if (name.starts_with(inCheckpoints_)) file_.emplace(name.substr(inCheckpoints_.size()), tensor.detach().clone());
    }
    student.pretrained = (folder_ / "encoder.safetensors").string();
    writeSafetensors(student.pretrained, {.tensors = file_});
  }

  /// Trains to an iteration, or from there to the end.
  void trainTo(const std::filesystem::path& run, std::int64_t iteration) {
    RecordingSink sink;
    sink.stopAfter = iteration;
    trainInto(run, spec_, sink);
  }

  TemporaryFolder folder_{};
  RunSpec spec_ = tinySpec(MeanTeacherSpec{.iterations = kIterations});
  TensorMap file_;
  std::string inCheckpoints_;
};

}  // namespace

TEST_P(FrozenEncoder, StaysBitForBitUntilItsTimeAndMovesAfterwards) {
  const std::vector<Part> parts = partsOf(spec_.method);
  ASSERT_EQ(parts.size(), 2u) << "the student and its average";
  trainTo(folder_ / "run", kFrozen);
  const TensorMap until = readSafetensors(folder_ / "run" / "last.safetensors").tensors;
  trainTo(folder_ / "run", -1);
  const TensorMap after = readSafetensors(folder_ / "run" / "last.safetensors").tensors;
  for (const Part& part : parts) {
    const std::string encoder = part.name + "/" + inCheckpoints_;
    for (const auto& [name, tensor] : file_) EXPECT_TRUE(torch::equal(until.at(encoder + name), tensor)) << name;
    for (const std::string name : {"conv1.weight", "bn1.running_mean", "bn1.running_var", "bn1.num_batches_tracked"}) {
      EXPECT_FALSE(torch::equal(after.at(encoder + name), file_.at(name))) << part.name << " " << name;
    }
  }
}

TEST_P(FrozenEncoder, IsUnderADecoderThatLearns) {
  trainTo(folder_ / "before", 1);
  trainTo(folder_ / "run", kFrozen);
  const TensorMap before = readSafetensors(folder_ / "before" / "last.safetensors").tensors;
  bool hasMoved = false;
  for (const auto& [name, tensor] : readSafetensors(folder_ / "run" / "last.safetensors").tensors) {
    if (name.starts_with("student/") && !torch::equal(tensor, before.at(name))) hasMoved = true;
  }
  EXPECT_TRUE(hasMoved);
}

TEST_P(FrozenEncoder, IsResumedOnEitherSideAsIfUninterrupted) {
  trainTo(folder_ / "whole", -1);
  for (const std::int64_t iteration : {kFrozen - 2, kFrozen, kFrozen + 3, std::int64_t{-1}}) {
    trainTo(folder_ / "parts", iteration);
  }
  expectSameTensors(folder_ / "whole" / "last.safetensors", folder_ / "parts" / "last.safetensors");
}

TEST_P(FrozenEncoder, IsNoneThatBeginsFromScratch) {
  spec_.networks.student.pretrained.clear();
  trainTo(folder_ / "frozen", kFrozen);
  spec_.schedule.frozenEncoderIterations = 0;
  trainTo(folder_ / "free", kFrozen);
  expectSameTensors(folder_ / "frozen" / "last.safetensors", folder_ / "free" / "last.safetensors");
}

INSTANTIATE_TEST_SUITE_P(By, FrozenEncoder, testing::Values(OptimizerKind::Sgd, OptimizerKind::AdamW),
                         [](const auto& kind) { return std::string(factsOf(kind.param).name); });

}  // namespace macadam
