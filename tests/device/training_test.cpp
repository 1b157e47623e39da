#include "device/first_step.h"
#include "device/test_device.h"
#include "nn/safetensors.h"
#include "support/temporary_folder.h"
#include "support/tiny_training.h"
#include "train/phase_state.h"

#include <cmath>

namespace macadam {
namespace {

RunSpec specOf(const MethodSpec& method) {
  RunSpec spec = tinySpec(method);
  spec.device = testDeviceSpec();
  spec.schedule.learningRate = 0.01;
  return spec;
}

torch::Tensor allTensors(const std::filesystem::path& checkpoint) {
  std::vector<torch::Tensor> tensors;
  for (const auto& [name, tensor] : readSafetensors(checkpoint).tensors) {
    tensors.push_back(tensor.to(torch::kDouble).flatten());
  }
  return torch::cat(tensors);
}

class DeviceTraining : public testing::TestWithParam<NamedMethod> {};

}  // namespace

/// Bit for bit on the CPU; some of CUDA's gradients are sums in no fixed order.
TEST_P(DeviceTraining, StoppedAndResumedEqualsUninterrupted) {
  const bool exact = testDevice().is_cpu();
  const RunSpec spec = specOf(GetParam().spec);
  const TemporaryFolder whole, parts;
  RecordingSink uninterrupted, first, second;
  ASSERT_EQ(trainInto(whole.path(), spec, uninterrupted).ending, Ending::Completed);
  const std::vector<StepDone> expected = uninterrupted.all<StepDone>();
  first.stopAfter = std::ssize(expected) - 4;
  ASSERT_EQ(trainInto(parts.path(), spec, first).ending, Ending::Stopped);
  ASSERT_EQ(trainInto(parts.path(), spec, second).ending, Ending::Completed);

  const std::vector<StepDone> resumed = second.all<StepDone>();
  ASSERT_EQ(resumed.size(), 4U);
  double furthest = 0.0;
  for (std::size_t i = 0; i < resumed.size(); ++i) {
    const StepDone& same = expected[expected.size() - 4 + i];
    EXPECT_EQ(resumed[i].iteration, same.iteration);
    furthest = std::max(furthest, std::abs(resumed[i].total - same.total) / same.total);
  }
  expectAtMost(exact ? 0.0 : 0.1, furthest, "losses after resuming");
  expectAtMost(exact ? 0.0 : 0.05,
               distance(allTensors(parts / "last.safetensors"), allTensors(whole / "last.safetensors")),
               "state at the end");
}

TEST_P(DeviceTraining, EvaluatesPreviewsAndMeasuresOnTheWay) {
  const TemporaryFolder folder;
  RecordingSink sink;
  ASSERT_EQ(trainInto(folder.path(), specOf(GetParam().spec), sink).ending, Ending::Completed);
  EXPECT_FALSE(sink.all<PreviewReady>().empty());
  for (const Evaluated& evaluated : sink.all<Evaluated>()) {
    for (const NetworkScore& score : evaluated.scores) EXPECT_EQ(score.pooled.total(), 4 * 32 * 32) << score.network;
  }
  EXPECT_EQ(sink.all<Evaluated>().back().subset, EvaluatedOn::Test);
  bool measured = false;
  for (const StepDone& step : sink.all<StepDone>()) {
    EXPECT_TRUE(std::isfinite(step.total)) << step.iteration;
    measured |= step.pseudoLabels && step.pseudoLabels->againstTruth;
  }
  EXPECT_EQ(measured, GetParam().name != "supervised");
}

/// A checkpoint holds what the device computed with, to the last bit.
TEST_P(DeviceTraining, ACheckpointIsTakenUpUnchanged) {
  const RunSpec spec = specOf(GetParam().spec);
  const TemporaryFolder folder;
  RecordingSink sink;
  ASSERT_EQ(trainInto(folder.path(), spec, sink).ending, Ending::Completed);
  const TensorFile saved = readSafetensors(folder / "last.safetensors");
  const std::vector<Phase> plan = planPhases(spec, folder.path().string());
  PhaseState state(plan.back(), spec, testDevice());
  state.enterStage(plan.back().stages.back());
  state.loadNetworks(saved, "last.safetensors");
  state.loadAuxiliaries(saved, "last.safetensors");
  const TensorFile again = state.save(PhaseState::Contents::NetworksAndOptimizer);
  ASSERT_EQ(again.tensors.size(), saved.tensors.size());
  for (const auto& [name, tensor] : again.tensors) {
    EXPECT_TRUE(torch::equal(tensor.cpu(), saved.tensors.at(name))) << name;
  }
}

INSTANTIATE_TEST_SUITE_P(OfTheProject, DeviceTraining,
                         testing::Values(NamedMethod{"supervised", SupervisedSpec{.iterations = 10}},
                                         NamedMethod{"cps", CpsSpec{.iterations = 10, .warmUpIterations = 2}},
                                         NamedMethod{"cms", CmsSpec{.iterations = 10, .warmUpIterations = 2}},
                                         NamedMethod{"cct", CctSpec{.iterations = 10}},
                                         NamedMethod{"sslkd",
                                                     SslkdSpec{.iterations = 10,
                                                               .warmUpIterations = 2,
                                                               .teachers = {.iterations = 4, .warmUpIterations = 2}}}),
                         [](const auto& method) { return method.param.name; });

}  // namespace macadam
