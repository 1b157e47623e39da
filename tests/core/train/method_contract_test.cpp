#include "support/temporary_folder.h"
#include "support/text_file.h"
#include "support/tiny_training.h"
#include "train/checkpoint.h"
#include "train/evaluate.h"
#include "train/phase_state.h"
#include "train/trainer.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

struct NamedMethod {
  std::string name;
  MethodSpec spec;
};

/// What holds for every method.
class MethodContract : public testing::TestWithParam<NamedMethod> {};

/// The terms of the first step of each stage of each phase, of networks as they are drawn.
std::vector<Losses::Term> firstTerms(const RunSpec& spec) {
  std::vector<Losses::Term> terms;
  for (Phase phase : planPhases(spec, "")) {
    phase.frozenFrom.clear();
    PhaseState state(phase, spec, torch::kCPU);
    TinyStream stream;
    stream.start(phase.name, 0, BatchContents::LabelledAndUnlabelled);
    for (const Stage& stage : phase.stages) {
      state.enterStage(stage);
      state.seedStep(1);
      const StepResult result = state.method().step(stream.next(), {.iteration = 0, .iterations = phase.iterations()});
      for (const Losses::Term& term : result.losses.terms()) terms.push_back(term);
    }
  }
  return terms;
}

}  // namespace

TEST_P(MethodContract, TheSupervisedLossFallsOnATinyWorld) {
  const TemporaryFolder folder;
  RecordingSink sink;
  ASSERT_EQ(trainInto(folder.path(), tinySpec(GetParam().spec), sink).ending, Ending::Completed);
  const std::vector<StepDone> steps = sink.all<StepDone>();
  const std::size_t phaseStart = GetParam().name.starts_with("sslkd") ? 16 : 0;  // the student's
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

TEST_P(MethodContract, TheLossOfTheScheduleIsThatOfGivenLabelsAlone) {
  RunSpec plain = tinySpec(GetParam().spec), withDice = plain;
  withDice.schedule.loss.kind = LossKind::CrossEntropyDice;
  const std::vector<Losses::Term> before = firstTerms(plain), after = firstTerms(withDice);
  ASSERT_EQ(before.size(), after.size());
  for (std::size_t i = 0; i < before.size(); ++i) {
    const double difference = after[i].value.item<double>() - before[i].value.item<double>();
    if (before[i].name.starts_with("supervised ")) {
      EXPECT_GT(difference, 0.0) << before[i].name;
    } else {
      EXPECT_EQ(difference, 0.0) << before[i].name;
    }
  }
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
  EXPECT_EQ(readText(whole / "best.safetensors"), readText(parts / "best.safetensors"));
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

namespace {

template <typename Spec>
MethodSpec shortened() {
  if constexpr (std::same_as<Spec, SslkdSpec>) return wholeMethod();
  Spec method;
  method.iterations = 24;
  if constexpr (requires { method.warmUpIterations; }) method.warmUpIterations = 6;
  return method;
}

template <typename... Specs>
std::vector<NamedMethod> everyMethod(std::type_identity<std::variant<Specs...>>) {
  return {NamedMethod{std::string(Specs::kFacts.name), shortened<Specs>()}...};
}

NamedMethod sslkdWithEveryTerm() {
  SslkdSpec method = wholeMethod();
  method.distillation = {.featureTransfer = FeatureTransfer::Projected,
                         .hintonWeight = 0.1,
                         .heoWeight = 0.1,
                         .zhouWeight = 0.1,
                         .liuPixelWeight = 0.1,
                         .liuPairWeight = 0.1,
                         .cwdWeight = 0.1,
                         .distWeight = 0.1};
  return {"sslkd_with_every_term", method};
}

NamedMethod cpsOfThreeWithCutMix() {
  return {
      "cps_of_three_with_cutmix",
      CpsSpec{
          .iterations = 24, .warmUpIterations = 6, .pseudoLabelsOn = Scope::Unlabelled, .networks = 3, .cutMix = true}};
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(All, MethodContract, testing::ValuesIn(everyMethod(std::type_identity<MethodSpec>{})),
                         [](const auto& method) { return method.param.name; });

INSTANTIATE_TEST_SUITE_P(CutMix, MethodContract, testing::Values(cpsOfThreeWithCutMix()),
                         [](const auto& method) { return method.param.name; });

INSTANTIATE_TEST_SUITE_P(Distillation, MethodContract, testing::Values(sslkdWithEveryTerm()),
                         [](const auto& method) { return method.param.name; });

}  // namespace macadam
