#include "support/temporary_folder.h"
#include "support/tiny_training.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace macadam {
namespace {

/// A student whose features have neither the channels nor the stride of the first teacher's.
RunSpec betweenArchitectures() {
  SslkdSpec method = wholeMethod();
  method.distillation = {.featureTransfer = FeatureTransfer::Projected, .heoWeight = 0.5, .liuPairWeight = 0.5};
  RunSpec spec = tinySpec(method);
  std::swap(spec.networks.of(Role::Teacher1), spec.networks.of(Role::Teacher2));
  spec.networks.student.width = 0.25;
  return spec;
}

bool namesProjection(const std::filesystem::path& file) {
  const TensorFile read = readSafetensors(file);
  return std::ranges::any_of(read.tensors,
                             [](const auto& tensor) { return tensor.first.find("projection") != std::string::npos; });
}

}  // namespace

TEST(ProjectedFeatures, TrainBetweenArchitectures) {
  const TemporaryFolder folder;
  RecordingSink sink;
  ASSERT_EQ(trainInto(folder.path(), betweenArchitectures(), sink).ending, Ending::Completed);
  const auto& terms = sink.all<StepDone>().back().terms;
  for (const char* name : {"features", "heo", "liu pair"}) {
    EXPECT_TRUE(std::ranges::any_of(terms, [&](const auto& term) { return term.name == name; })) << name;
  }
}

TEST(ProjectedFeatures, AreInTheRunningCheckpointAndItsOptimizerAlone) {
  const TemporaryFolder folder;
  RecordingSink sink;
  trainInto(folder.path(), betweenArchitectures(), sink);
  const TensorFile last = readSafetensors(folder / "last.safetensors");
  // Teacher 1 is SegNet at an eighth of VGG-16's 512 channels, the student ResNet-18 at a quarter of its 512.
  ASSERT_TRUE(last.tensors.contains("projection/convolution.weight"));
  EXPECT_EQ(last.tensors.at("projection/convolution.weight").sizes(), (std::vector<std::int64_t>{64, 128, 1, 1}));
  ASSERT_TRUE(last.tensors.contains("optimizer/projection/convolution.weight"));
  EXPECT_GT(last.tensors.at("optimizer/projection/convolution.weight").abs().sum().item<double>(), 0.0);
  EXPECT_FALSE(namesProjection(folder / "best.safetensors"));
  EXPECT_FALSE(namesProjection(folder / kTeachersFile));
}

}  // namespace macadam
