#include "runs/metrics_tail.h"

#include "base/error.h"
#include "runs/event_json.h"
#include "runs/metrics_log.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

std::string stepLine(std::int64_t iteration) {
  return toJsonLine(StepDone{.iteration = iteration}) + '\n';
}

std::vector<std::int64_t> iterations(const MetricsTail::News& news) {
  std::vector<std::int64_t> found;
  for (const Event& event : news.events) found.push_back(std::get<StepDone>(event).iteration);
  return found;
}

using Iterations = std::vector<std::int64_t>;

TEST(MetricsTail, ReadsAFileThatIsNotThereYetFromItsBeginning) {
  const TemporaryFolder folder;
  MetricsTail tail(folder / "metrics.jsonl");
  EXPECT_TRUE(tail.read().events.empty());
  appendText(folder / "metrics.jsonl", stepLine(1) + stepLine(2));
  MetricsTail::News news = tail.read();
  EXPECT_EQ(iterations(news), (Iterations{1, 2}));
  EXPECT_FALSE(news.isWrittenAnew);
  EXPECT_TRUE(tail.read().events.empty());
}

TEST(MetricsTail, ReadsWhatComesAfterItsBeginningAndWholeLinesOnly) {
  const TemporaryFolder folder;
  const auto file = folder / "metrics.jsonl";
  appendText(file, stepLine(1));
  MetricsTail tail(file);
  const std::string line = stepLine(2);
  appendText(file, line.substr(0, 8));
  EXPECT_TRUE(tail.read().events.empty());
  appendText(file, line.substr(8) + stepLine(3));
  EXPECT_EQ(iterations(tail.read()), (Iterations{2, 3}));
}

TEST(MetricsTail, SaysWhenARunHasGoneBackToItsCheckpoint) {
  const TemporaryFolder folder;
  const auto file = folder / "metrics.jsonl";
  appendText(file, stepLine(1) + stepLine(2) + stepLine(3));
  MetricsTail tail(file);
  truncateAfter(file, 2);
  const MetricsTail::News news = tail.read();
  EXPECT_TRUE(news.isWrittenAnew);
  EXPECT_TRUE(news.events.empty());
  appendText(file, stepLine(3));
  EXPECT_EQ(iterations(tail.read()), Iterations{3});
}

TEST(MetricsTail, GivesPreviewsTheirPixels) {
  const TemporaryFolder folder;
  MetricsTail tail(folder / "metrics.jsonl");
  MetricsLog log(folder / "metrics.jsonl", folder / "previews");
  log.post(PreviewReady{
      .iteration = 1, .network = "student", .sampleId = "a", .width = 2, .height = 1, .probability = {7, 250}});
  const MetricsTail::News news = tail.read();
  ASSERT_EQ(news.events.size(), 1U);
  EXPECT_EQ(std::get<PreviewReady>(news.events[0]).probability, (std::vector<std::uint8_t>{7, 250}));
}

TEST(MetricsTail, NamesTheFileOfALineThatIsNoEvent) {
  const TemporaryFolder folder;
  MetricsTail tail(folder / "metrics.jsonl");
  appendText(folder / "metrics.jsonl", "no event\n");
  try {
    tail.read();
    FAIL() << "it was read";
  } catch (const Error& error) {
    EXPECT_EQ(error.problems().front().where, (folder / "metrics.jsonl").string());
  }
}

}  // namespace
}  // namespace macadam
