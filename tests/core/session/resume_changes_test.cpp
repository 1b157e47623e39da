#include "session/resume_changes.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

std::string problemsOf(const RunSpec& kept, const RunSpec& asked) {
  std::string lines;
  for (const Problem& problem : checkResumeChanges(kept, asked)) lines += describe(problem) + '\n';
  return lines;
}

TEST(ResumeChanges, DeviceBatchesIntervalsAndLimitsMayChange) {
  const RunSpec kept;
  RunSpec asked = kept;
  asked.device = {.kind = DeviceKind::Cuda, .index = 1};
  asked.threads = 3;
  asked.data.decodeWorkers = 7;
  asked.data.cacheMegabytes = 11;
  asked.schedule.labelledBatch = 3;
  asked.schedule.unlabelledBatch = 4;
  asked.schedule.timeLimitMinutes = 60.0;
  asked.schedule.evaluateEvery = 10;
  asked.schedule.checkpointEvery = 20;
  asked.schedule.previewEvery = 0;
  asked.schedule.previewTile = "images/b.png";
  asked.schedule.stopAfterNoGain = 5;
  asked.data.path = "/moved";
  EXPECT_EQ(problemsOf(kept, asked), "");
}

TEST(ResumeChanges, WhatIsBuiltOrLearntFromIsRefusedByItsField) {
  RunSpec kept;
  kept.method = CctSpec{};
  RunSpec asked = kept;
  asked.networks.student = NetworkSpec{.encoder = Encoder::ResNet50, .width = 0.5};
  asked.seed = 2;
  asked.schedule.learningRate = 0.02;
  asked.split.file = "/splits/mine.toml";
  EXPECT_EQ(
      problemsOf(kept, asked),
      "seed is 1 in this run, which was begun with it, and cannot become 2; leave it as it is, or train a new run "
      "with it\n"
      "split.file is empty in this run, which was begun with it, and cannot become /splits/mine.toml; leave it as "
      "it is, or train a new run with it\n"
      "networks.student.width is 1.0 in this run, which was begun with it, and cannot become 0.5; leave it as it "
      "is, or train a new run with it\n"
      "schedule.learning_rate is 0.01 in this run, which was begun with it, and cannot become 0.02; leave it as it "
      "is, or train a new run with it\n");
}

TEST(ResumeChanges, AnotherMethodIsRefusedByItsKindAlone) {
  RunSpec kept, asked;
  asked.method = CpsSpec{};
  const auto problems = checkResumeChanges(kept, asked);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems.front().where, "method.kind");
}

TEST(ResumeChanges, WhatMasksMeanMayBeSaidOfARunThatLeftItToThem) {
  RunSpec kept, asked;
  asked.data.maskValues = "road=3";
  asked.data.acceptUnlikelyMasks = true;
  EXPECT_EQ(problemsOf(kept, asked), "");
  EXPECT_EQ(checkResumeChanges(asked, kept).at(0).where, "data.mask_values");
}

TEST(ResumeChanges, TheLastStageMayGrowAndNotShrink) {
  RunSpec kept;
  kept.method = SslkdSpec{.iterations = 100};
  RunSpec asked = kept;
  std::get<SslkdSpec>(asked.method).iterations = 150;
  EXPECT_EQ(problemsOf(kept, asked), "");
  std::get<SslkdSpec>(asked.method).iterations = 50;
  EXPECT_EQ(
      problemsOf(kept, asked),
      "method.iterations is 100 in this run, which was begun with it, and cannot become 50; name more iterations, "
      "or train a new run\n");
  asked = kept;
  std::get<SslkdSpec>(asked.method).teachers.iterations = 30000;
  EXPECT_EQ(checkResumeChanges(kept, asked).at(0).where, "method.teachers.iterations");
}

}  // namespace
}  // namespace macadam
