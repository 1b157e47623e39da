#include "ui/train/monitor/log_panel.h"
#include "ui/train/monitor/preview_history.h"
#include "ui/train/monitor/system_load.h"
#include "ui/widgets/theme.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QScrollBar>
#include <QTest>
#include <QTextBlock>

namespace macadam {
namespace {

PreviewReady preview(std::int64_t iteration, const std::string& network, std::uint8_t value) {
  return {.iteration = iteration,
          .network = network,
          .sampleId = "tile",
          .width = 2,
          .height = 3,
          .probability = std::vector<std::uint8_t>(6, value)};
}

int greyOf(const QImage& picture) {
  return picture.isNull() ? -1 : qGray(picture.pixel(1, 2));
}

}  // namespace

TEST(PreviewHistory, ShowsEachNetworkAsItWasLastSeen) {
  PreviewHistory history;
  history.add(preview(50, "teacher1", 10));
  history.add(preview(100, "student", 20));
  history.add(preview(100, "teacher1", 30));
  ASSERT_EQ(history.size(), 2);
  EXPECT_EQ(greyOf(history.picture(0, "teacher1")), 10);
  EXPECT_TRUE(history.picture(0, "student").isNull());
  EXPECT_EQ(greyOf(history.picture(1, "teacher1")), 30);
  EXPECT_EQ(greyOf(history.picture(1, "student")), 20);
  EXPECT_EQ(history.networks(), (std::vector<std::string>{"student", "teacher1"}));
}

TEST(PreviewHistory, AResumedRunReplacesWhatFollowed) {
  PreviewHistory history;
  for (const int iteration : {50, 100, 150}) history.add(preview(iteration, "student", 10));
  history.add(preview(100, "student", 99));
  ASSERT_EQ(history.size(), 2);
  EXPECT_EQ(history.iterationOf(1), 100);
  EXPECT_EQ(greyOf(history.picture(1, "student")), 99);
}

TEST(PreviewHistory, LeavesOutPreviewsWhosePictureHasGone) {
  PreviewHistory history;
  PreviewReady gone = preview(50, "student", 1);
  gone.probability.clear();
  history.add(gone);
  EXPECT_EQ(history.size(), 0);
}

TEST(LogPanel, SaysWhatHappened) {
  EXPECT_EQ(logLine(StepDone{}), std::nullopt);
  EXPECT_EQ(logLine(PreviewReady{}), std::nullopt);
  EXPECT_EQ(logLine(StageStarted{.name = "CMS", .index = 1, .count = 2, .firstIteration = 11, .iterations = 90})->text,
            "Stage 2 of 2: CMS, iterations 11 to 100");
  EXPECT_EQ(logLine(Warning{"disk is full"}), (LogLine{LogKind::Warning, "Warning: disk is full"}));
  EXPECT_EQ(logLine(RunFinished{.ending = Ending::Failed, .iteration = 7, .message = "no memory"}),
            (LogLine{LogKind::Error, "Failed at iteration 7: no memory"}));
  const Confusion half{.truePositives = 1, .falsePositives = 1};
  EXPECT_EQ(logLine(Evaluated{.iteration = 50, .scores = {{.network = "student", .pooled = half}}, .best = true})->text,
            "Validation at 50: student IoU 50.0 %, F1 66.7 % – best so far");
}

TEST(LogPanel, KeepsALineForEachEvent) {
  LogPanel panel;
  panel.add(Event(CheckpointSaved{.iteration = 5, .path = "/runs/a/last.safetensors"}));
  panel.add(Event(StepDone{}));
  panel.add(Event(Warning{"late"}));
  EXPECT_EQ(panel.toPlainText(), "Checkpoint at 5: last.safetensors\nWarning: late");
}

TEST(LogPanel, KeepsItsEndInSightAlsoWhenItsBarComesAndWrapsTheLines) {
  LogPanel panel;
  panel.resize(260, 120);
  panel.show();
  ASSERT_TRUE(QTest::qWaitForWindowExposed(&panel));
  const QScrollBar& bar = *panel.verticalScrollBar();
  for (int i = 0; i < 30; ++i) {
    panel.add(LogLine{LogKind::Plain, "Validation at 50: student IoU 50.0 %, F1 66.7 %"});
    QCoreApplication::processEvents();
    ASSERT_EQ(bar.value(), bar.maximum()) << "after line " << i;
  }
  panel.verticalScrollBar()->setValue(0);
  panel.add(LogLine{LogKind::Plain, "later"});
  QCoreApplication::processEvents();
  EXPECT_EQ(bar.value(), 0) << "someone reads";
}

TEST(LogPanel, SaysFromWhereAStageGoesOn) {
  const StageStarted warmUp{.name = "warm-up", .index = 0, .count = 2, .firstIteration = 1, .iterations = 10};
  const StageStarted cms{.name = "CMS", .index = 1, .count = 2, .firstIteration = 11, .iterations = 90};
  LogPanel panel;
  panel.tell({warmUp, CheckpointSaved{.iteration = 10, .path = "last"}, cms,
              CheckpointSaved{.iteration = 50, .path = "last"},
              CheckpointSaved{.iteration = 55, .path = "best", .best = true}});
  EXPECT_FALSE(panel.toPlainText().contains("resumed"));
  panel.add(Event(cms));
  EXPECT_TRUE(panel.toPlainText().endsWith("\nStage 2 of 2: CMS, iterations 11 to 100, resumed after iteration 50"));
  panel.tell({cms});
  EXPECT_EQ(panel.toPlainText(), "Stage 2 of 2: CMS, iterations 11 to 100") << "of another run";
}

TEST(LogPanel, FollowsLightAndDark) {
  LogPanel panel;
  panel.add(LogLine{LogKind::Plain, "begun"});
  panel.add(LogLine{LogKind::Error, "failed:\nno memory"});
  const auto colourOfLine = [&](int line) {
    const QTextBlock block = panel.document()->findBlockByNumber(line);
    return block.begin().fragment().charFormat().foreground();
  };
  const QColor light = Theme::instance().colours().error;
  EXPECT_EQ(colourOfLine(1).color(), light);
  Theme::instance().apply(Appearance::Dark);
  const QColor dark = Theme::instance().colours().error;
  EXPECT_EQ(colourOfLine(0), QBrush());
  EXPECT_EQ(colourOfLine(1).color(), dark);
  EXPECT_EQ(colourOfLine(2).color(), dark);
  Theme::instance().apply(Appearance::Light);
  EXPECT_EQ(colourOfLine(1).color(), light);
  EXPECT_NE(light, dark);
}

TEST(SystemLoad, ReadsTicksEvenWhereTheProgramsNameHoldsBlanks) {
  const ProcessorTicks ticks = processorTicks("cpu  10 1 20 100 5 2 3 0 9 9\ncpu0 1 1 1 1\n",
                                              "42 (my (odd) name) S 1 2 3 4 5 6 7 8 9 10 700 55 1 1");
  EXPECT_EQ(ticks.total, 141u);  // guest time is in user time already
  EXPECT_EQ(ticks.busy, 36u);
  EXPECT_EQ(ticks.own, 755u);
}

TEST(SystemLoad, ReadsMemoryAndGpu) {
  EXPECT_DOUBLE_EQ(gibibytesOf("MemFree: 5 kB\nMemTotal:  2097152 kB\n", "MemTotal"), 2.0);
  EXPECT_EQ(gibibytesOf("MemFree: 5 kB\n", "MemTotal"), 0.0);
  EXPECT_EQ(gpuText("37, 2048, 81920\n"), "GPU 37 %, 2.0 of 80.0 GB");
  EXPECT_EQ(gpuText("No devices were found"), QString());
}

}  // namespace macadam
