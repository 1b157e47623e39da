#include "base/error.h"
#include "base/random.h"
#include "methods/supervised.h"
#include "nn/pretrained.h"
#include "support/temporary_folder.h"
#include "support/tiny_training.h"
#include "train/checkpoint.h"
#include "train/phase_state.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

/// SegNet has no dropout, so that a step's loss can be computed beside the trainer.
RunSpec studentSpec(std::uint64_t seed, std::int64_t iterations) {
  RunSpec spec = tinySpec(SupervisedSpec{.iterations = iterations});
  spec.seed = seed;
  spec.networks.student = NetworkSpec{.decoder = Decoder::SegNet, .encoder = Encoder::Vgg16, .width = 0.125};
  return spec;
}

/// A student that was trained a little.
class GivenStudent : public testing::Test {
 protected:
  GivenStudent() {
    RecordingSink sink;
    trainInto(folder_ / "given", studentSpec(1, 10), sink);
    spec_.networks.studentFrom = file().string();
  }

  std::filesystem::path file() const { return folder_ / "given" / "best.safetensors"; }
  double firstLoss(const RunSpec& spec, const std::string& folder) const {
    RecordingSink sink;
    trainInto(folder_ / folder, spec, sink);
    return sink.all<StepDone>().front().total;
  }

  TemporaryFolder folder_{};
  RunSpec spec_ = studentSpec(2, 2);
};

}  // namespace

TEST_F(GivenStudent, IsWhatTheStudentBeginsAs) {
  const std::vector<Phase> plan = planPhases(spec_, "");
  PhaseState state(plan.front(), spec_, torch::kCPU);
  state.loadGiven();
  const TensorMap given = stateOf(*loadNetwork(file(), "student"));
  const TensorMap begins = stateOf(*state.networks().trained.front().network);
  ASSERT_EQ(begins.size(), given.size());
  for (const auto& [name, tensor] : begins) EXPECT_TRUE(torch::equal(tensor, given.at(name))) << name;
}

TEST_F(GivenStudent, HasTheLossOfItsWeightsInTheFirstStep) {
  const auto network = loadNetwork(file(), "student");
  network->train();
  TinyStream stream;
  stream.start("student", 0, BatchContents::Labelled);
  Supervised method({{"student", network}});
  const double expected = method.step(stream.next(), {}).losses.total().item<double>();
  EXPECT_FLOAT_EQ(static_cast<float>(firstLoss(spec_, "from")), static_cast<float>(expected));
  spec_.networks.studentFrom.clear();
  EXPECT_NE(static_cast<float>(firstLoss(spec_, "anew")), static_cast<float>(expected));
}

TEST_F(GivenStudent, IsNotNeededAnyMoreWhenARunGoesOn) {
  spec_.method = SupervisedSpec{.iterations = 12};
  RecordingSink uninterrupted;
  trainInto(folder_ / "whole", spec_, uninterrupted);
  RecordingSink first, second;
  first.stopAfter = 7;
  trainInto(folder_ / "parts", spec_, first);
  std::filesystem::remove(file());
  EXPECT_EQ(trainInto(folder_ / "parts", spec_, second).ending, Ending::Completed);
  EXPECT_EQ(second.all<StepDone>().back().total, uninterrupted.all<StepDone>().back().total);
}

TEST_F(GivenStudent, IsNoEncoderThatWasLoadedPretrained) {
  spec_.networks.student.pretrained = "/gone.pth";
  EXPECT_NO_THROW(PhaseState(planPhases(spec_, "").front(), spec_, torch::kCPU));
}

TEST_F(GivenStudent, OfAnotherKindIsRefusedByItsWeightsToo) {
  spec_.networks.student = NetworkSpec{.decoder = Decoder::SegNet, .encoder = Encoder::Vgg16, .width = 0.25};
  const std::vector<Phase> plan = planPhases(spec_, "");
  PhaseState state(plan.front(), spec_, torch::kCPU);
  EXPECT_THROW(state.loadGiven(), Error);
}

TEST_F(GivenStudent, IsTheFirstOfTwoStudentsAndThatOfADistillation) {
  spec_.method = CpsSpec{.iterations = 2};
  EXPECT_EQ(planPhases(spec_, "").front().trained[0].startFrom, file().string());
  EXPECT_EQ(planPhases(spec_, "").front().trained[1].startFrom, "");
  spec_.method = wholeMethod();
  const std::vector<Phase> plan = planPhases(spec_, "");
  EXPECT_EQ(plan.front().trained[0].startFrom, "") << "a teacher";
  EXPECT_EQ(plan.back().trained[0].startFrom, file().string());
}

}  // namespace macadam
