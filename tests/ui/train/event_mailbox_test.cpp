#include "ui/train/event_mailbox.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace macadam {
namespace {

PreviewReady preview(const std::string& network, std::int64_t iteration) {
  return {.iteration = iteration, .network = network};
}

/// `step 3`, `student 5`, `run a`, `end`, one after another.
std::vector<std::string> textOf(const std::deque<Letter>& letters) {
  std::vector<std::string> texts;
  for (const Letter& letter : letters) {
    if (const auto* began = std::get_if<RunBegan>(&letter)) texts.push_back("run " + began->folder.name());
    if (std::holds_alternative<TaskEnded>(letter)) texts.push_back("end");
    const auto* event = std::get_if<Event>(&letter);
    if (event == nullptr) continue;
    if (const auto* step = std::get_if<StepDone>(event)) texts.push_back("step " + std::to_string(step->iteration));
    if (const auto* picture = std::get_if<PreviewReady>(event)) {
      texts.push_back(picture->network + " " + std::to_string(picture->iteration));
    }
  }
  return texts;
}

using Texts = std::vector<std::string>;

TEST(EventMailbox, KeepsTheOrderOfEverythingThatComes) {
  EventMailbox mailbox([] {});
  mailbox.begin({RunFolder("a"), {}});
  mailbox.post(StepDone{.iteration = 1});
  mailbox.post(StepDone{.iteration = 2});
  mailbox.begin({RunFolder("b"), {}});
  mailbox.post(StepDone{.iteration = 1});
  mailbox.end({});

  EXPECT_EQ(textOf(mailbox.take()), (Texts{"run a", "step 1", "step 2", "run b", "step 1", "end"}));
  EXPECT_TRUE(mailbox.take().empty());
}

TEST(EventMailbox, KeepsOnlyTheNewestPreviewOfEachNetwork) {
  EventMailbox mailbox([] {});
  mailbox.post(preview("student", 1));
  mailbox.post(preview("teacher1", 1));
  mailbox.post(StepDone{.iteration = 2});
  mailbox.post(preview("student", 2));
  mailbox.post(preview("student", 3));

  EXPECT_EQ(textOf(mailbox.take()), (Texts{"teacher1 1", "step 2", "student 3"}));
}

TEST(EventMailbox, DoesNotReplaceAPreviewThatWasTaken) {
  EventMailbox mailbox([] {});
  mailbox.post(preview("student", 1));
  EXPECT_EQ(textOf(mailbox.take()), Texts{"student 1"});
  mailbox.post(preview("student", 2));
  EXPECT_EQ(textOf(mailbox.take()), Texts{"student 2"});
}

TEST(EventMailbox, DoesNotReplaceThePreviewOfAnEarlierRun) {
  EventMailbox mailbox([] {});
  mailbox.post(preview("student", 50));
  mailbox.begin({RunFolder("b"), {}});
  mailbox.post(preview("student", 1));

  EXPECT_EQ(textOf(mailbox.take()), (Texts{"student 50", "run b", "student 1"}));
}

TEST(EventMailbox, WakesOnceUntilItIsEmptied) {
  int wakes = 0;
  EventMailbox mailbox([&] { ++wakes; });
  mailbox.post(StepDone{});
  mailbox.post(StepDone{});
  EXPECT_EQ(wakes, 1);
  mailbox.take();
  mailbox.post(StepDone{});
  EXPECT_EQ(wakes, 2);
}

TEST(EventMailbox, LosesNothingBetweenTwoThreads) {
  constexpr std::int64_t kSteps = 20'000;
  std::atomic<bool> posted = false;
  EventMailbox mailbox([] {});
  std::jthread poster([&] {
    for (std::int64_t i = 1; i <= kSteps; ++i) {
      mailbox.post(StepDone{.iteration = i});
      if (i % 7 == 0) mailbox.post(preview("student", i));
    }
    posted = true;
  });
  std::int64_t last = 0;
  for (bool isOver = false; !isOver;) {
    isOver = posted;
    for (const Letter& letter : mailbox.take()) {
      const auto* event = std::get_if<Event>(&letter);
      const auto* step = event != nullptr ? std::get_if<StepDone>(event) : nullptr;
      if (step == nullptr) continue;
      ASSERT_EQ(step->iteration, ++last);
    }
  }
  EXPECT_EQ(last, kSteps);
}

}  // namespace
}  // namespace macadam
