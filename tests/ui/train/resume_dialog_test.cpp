#include "ui/train/resume_dialog.h"

#include <gtest/gtest.h>

#include <QPushButton>
#include <QSpinBox>
#include <algorithm>

namespace macadam {
namespace {

TEST(ResumeDialog, OffersWhatHasNotComeToItsEnd) {
  const auto in = [](RunState state) {
    RunRecord record{.folder = RunFolder("/runs/one")};
    record.summary.state = state;
    return record;
  };
  EXPECT_TRUE(canResume(in(RunState::Stopped)));
  EXPECT_TRUE(canResume(in(RunState::Interrupted)));
  EXPECT_TRUE(canResume(in(RunState::Failed)));
  EXPECT_TRUE(canResume(in(RunState::Completed)));
  EXPECT_FALSE(canResume(in(RunState::Running)));
  ResumeDialog dialog({in(RunState::Stopped)});
  ASSERT_TRUE(dialog.chosen());
  EXPECT_EQ(dialog.chosen()->folder, RunFolder("/runs/one"));
  EXPECT_EQ(dialog.chosen()->moreIterations, 0);
}

TEST(ResumeDialog, ARunThatCameToItsEndGoesOnPastIt) {
  RunRecord ended{.folder = RunFolder("/runs/ended")}, stopped{.folder = RunFolder("/runs/stopped")};
  ended.spec.method = SupervisedSpec{.iterations = 600};
  ended.summary.state = RunState::Completed;
  stopped.summary.state = RunState::Stopped;
  ResumeDialog dialog({ended, stopped});
  EXPECT_EQ(dialog.chosen()->folder, stopped.folder) << "what waits to be finished comes first";
  dialog.choose(ended.folder);
  ASSERT_TRUE(dialog.chosen());
  EXPECT_EQ(dialog.chosen()->folder, ended.folder);
  EXPECT_EQ(dialog.chosen()->moreIterations, 300);
  auto* more = dialog.findChild<QSpinBox*>();
  more->setValue(0);
  EXPECT_FALSE(dialog.chosen()) << "it has no more iterations to make";
  const auto buttons = dialog.findChildren<QPushButton*>();
  const auto resume = std::ranges::find(buttons, "Resume", &QPushButton::text);
  ASSERT_NE(resume, buttons.end());
  EXPECT_FALSE((*resume)->isEnabled());
  more->setValue(40);
  EXPECT_EQ(dialog.chosen()->moreIterations, 40);
}

}  // namespace
}  // namespace macadam
