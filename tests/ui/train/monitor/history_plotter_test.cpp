#include "ui/train/monitor/history_plotter.h"

#include "support/made_history.h"
#include "ui/project/curve_look.h"
#include "ui/train/monitor/monitor_axis.h"
#include "ui/train/monitor/run_header.h"
#include "ui/widgets/theme.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

namespace macadam {
namespace {

/// `found` of 100 road pixels, no false alarms.
Evaluated scoredAt(std::int64_t iteration, std::int64_t found) {
  const Confusion pooled{.truePositives = found, .falseNegatives = 100 - found, .trueNegatives = 900};
  return {.iteration = iteration, .scores = {{.network = "student", .pooled = pooled}}, .best = true, .seconds = 10.0};
}

StageStarted stage(const std::string& name, int index, std::int64_t first) {
  return {.name = name, .index = index, .count = 2, .firstIteration = first, .iterations = 2, .totalIterations = 4};
}

const PlotCurve& curveOf(const std::vector<PlotCurve>& curves, const QString& key) {
  for (const PlotCurve& curve : curves) {
    if (curve.key == key) return curve;
  }
  static const PlotCurve none;
  return none;
}

}  // namespace

TEST(MonitorAxis, GoesByIterationEpochAndTime) {
  const RunHistory history = historyOf({stepAt(1, 4), stepAt(2, 3), scoredAt(2, 40), stepAt(3, 2), stepAt(4, 1)});
  EXPECT_EQ((MonitorAxis{XAxisKind::Iteration, 5, 20}).toX(history, 4), 4.0);
  EXPECT_EQ((MonitorAxis{XAxisKind::Epoch, 5, 20}).toX(history, 4), 1.0);  // 4 · 5 of 20 tiles
  EXPECT_EQ((MonitorAxis{XAxisKind::Time, 5, 20}).toX(history, 3), 16.0);
}

TEST(MonitorPanels, OfferEveryMeasureThatIsDrawnUnderTheNumbersThatSettingsRemember) {
  const std::vector<PlotPanel> panels = monitorPanels();
  ASSERT_EQ(panels.size(), 3 + kCurveMeasures.size());
  for (const Measure* measure : kCurveMeasures) {
    EXPECT_EQ(panels.at(static_cast<std::size_t>(panelOf(*measure))).title, QString(measure->title) + ", %");
  }
  const QStringList known{"Loss", "IoU, %", "F1, %", "Precision, %", "Recall, %", "Pseudo-labels, %", "Learning rate"};
  for (int i = 0; i < known.size(); ++i) EXPECT_EQ(panels.at(static_cast<std::size_t>(i)).title, known[i]);
}

TEST(HistoryPlotter, AppendsWhatIsNewAndRedrawsWhatWasReplaced) {
  CurvePlot plot;
  plot.setPanels(monitorPanels());
  HistoryPlotter plotter(plot);
  RunHistory history = historyOf({stepAt(1, 4), stepAt(2, 3)});
  plotter.update(history, {});
  history.add(stepAt(3, 2));
  plotter.update(history, {});
  EXPECT_EQ(plot.curves().front().points.size(), 3u);
  history.add(stepAt(2, 9));
  plotter.update(history, {});
  EXPECT_EQ(plot.curves().front().points.size(), 2u);
  EXPECT_EQ(plot.curves().front().points.at(1), (PlotPoint{2, 9}));
  plotter.remove();
  EXPECT_TRUE(plot.curves().empty());
}

TEST(HistoryPlotter, DrawsTheTotalOnlyWhereItHasSeveralTerms) {
  CurvePlot plot;
  plot.setPanels(monitorPanels());
  HistoryPlotter plotter(plot);
  const auto keysOfLosses = [&] {
    std::set<QString> keys;
    for (const PlotCurve& curve : plot.curves()) {
      if (curve.panel == static_cast<int>(MonitorPanel::Loss)) keys.insert(curve.key);
    }
    return keys;
  };
  RunHistory history = historyOf({StepDone{.iteration = 1, .terms = {{"supervised student", 2.0}}, .total = 2.0}});
  plotter.update(history, {});
  EXPECT_EQ(keysOfLosses(), std::set<QString>{"0/supervised student"});
  history.add(StepDone{.iteration = 2, .terms = {{"supervised student", 1.5}, {"consistency", 0.5}}, .total = 2.0});
  plotter.update(history, {});
  EXPECT_EQ(keysOfLosses(), (std::set<QString>{"0/consistency", "0/supervised student", "0/total"}));
  EXPECT_EQ(curveOf(plot.curves(), "0/total").points.size(), 2u);
}

TEST(HistoryPlotter, GivesANetworkOneColourInAllRuns) {
  const auto scoresOf = [](const std::vector<std::string>& networks) {
    Evaluated evaluated = scoredAt(1, 50);
    const NetworkScore score = evaluated.scores.front();
    evaluated.scores.clear();
    for (const std::string& name : networks) evaluated.scores.push_back({.network = name, .pooled = score.pooled});
    return historyOf({evaluated});
  };
  CurvePlot plot;
  plot.setPanels(monitorPanels());
  HistoryPlotter student(plot), teachers(plot, "other", "other", Qt::DashLine);
  student.update(scoresOf({"student", "teacher1", "teacher2"}), {});
  teachers.update(scoresOf({"teacher1", "teacher2"}), {});
  std::map<QString, std::set<int>> colours;
  for (const PlotCurve& curve : plot.curves()) colours[curve.name.left(9)].insert(curve.colour);
  EXPECT_EQ(colours, (std::map<QString, std::set<int>>{{"student", {0}}, {"teacher 1", {1}}, {"teacher 2", {2}}}));
}

TEST(RunHeader, SaysWhatIsLeftOfALiveRunAndWhatAnEarlierOneTook) {
  RunHistory history;
  RunProgress progress;
  StageStarted started = stage("student", 0, 1);
  started.totalIterations = 100;
  std::vector<Event> events{started};
  for (int i = 1; i <= 4; ++i) events.push_back(stepAt(i, 1));
  for (const Event& event : events) {
    history.add(event);
    progress.add(event);
  }
  EXPECT_EQ(headerText(history, &progress),
            "student, stage 1 of 2  ·  4 of 100 iterations  ·  4.0 images/s  ·  3 min left");
  EXPECT_EQ(headerText(history, nullptr), "student, stage 1 of 2  ·  4 of 100 iterations  ·  took 8 s");
}

TEST(HistoryPlotter, CurvesBreakWhereAStageBegins) {
  CurvePlot plot;
  plot.setPanels(monitorPanels());
  HistoryPlotter plotter(plot);
  RunHistory history = historyOf({stage("warm-up", 0, 1), stepAt(1, 4), stepAt(2, 3), scoredAt(2, 40)});
  plotter.update(history, {});
  for (const Event& event : std::vector<Event>{stage("SSLKD", 1, 3), stepAt(3, 2), stepAt(4, 1), scoredAt(4, 60)}) {
    history.add(event);
  }
  plotter.update(history, {});
  for (const QString key : {"0/total", "1/student"}) {
    const CurveSeries grown = curveOf(plot.curves(), key).points;
    std::size_t breaks = 0;
    for (std::size_t i = 0; i < grown.size(); ++i) breaks += grown.isBreak(i);
    EXPECT_EQ(breaks, 1u) << key.toStdString();
    HistoryPlotter again(plot);
    again.update(history, {});
    EXPECT_EQ(curveOf(plot.curves(), key).points.size(), grown.size()) << "drawn at once as when it grew";
  }
  EXPECT_EQ(curveOf(plot.curves(), "0/total").points.nearest(3), (PlotPoint{3, 2}));
}

TEST(HistoryPlotter, MarksTheScoreOfTheWeightsThatAreKept) {
  CurvePlot plot;
  plot.setPanels(monitorPanels());
  HistoryPlotter plotter(plot);
  Evaluated higherButNotKept = scoredAt(2, 70);
  higherButNotKept.best = false;
  RunHistory history = historyOf({stepAt(1, 4), scoredAt(1, 40), stepAt(2, 3), higherButNotKept});
  plotter.update(history, {});
  EXPECT_EQ(curveOf(plot.curves(), "1/student").best, (PlotPoint{1, 40}));
  history.add(stepAt(3, 2));
  history.add(scoredAt(3, 60));
  plotter.update(history, {});
  EXPECT_EQ(curveOf(plot.curves(), "1/student").best, (PlotPoint{3, 60}));
}

TEST(HistoryPlotter, DrawsAFrozenTeacherAsALevelLineThatIsHiddenWithIt) {
  CurvePlot plot;
  plot.setPanels(monitorPanels());
  HistoryPlotter plotter(plot);
  const auto scores = [](std::int64_t iteration, const std::string& network, std::int64_t found) {
    Evaluated evaluated = scoredAt(iteration, found);
    evaluated.scores.front().network = network;
    return evaluated;
  };
  StageStarted teachers = stage("teachers CMS", 0, 1), student = stage("student SSLKD", 1, 3);
  teachers.trained = {"teacher1"};
  student.trained = {"student"};
  student.frozen = {"teacher1"};
  plotter.update(
      historyOf({teachers, stepAt(2, 3), scores(2, "teacher1", 40), student, stepAt(4, 1), scores(4, "teacher1", 40)}),
      {});
  const PlotCurve frozen = curveOf(plot.curves(), "1/teacher1/frozen");
  ASSERT_EQ(frozen.points.size(), 2u);
  EXPECT_EQ(frozen.points.at(0), (PlotPoint{3, 40}));
  EXPECT_EQ(frozen.points.at(1), (PlotPoint{4, 40}));
  EXPECT_EQ(frozen.companionOf, "1/teacher1");
  EXPECT_EQ(frozen.colour, curveOf(plot.curves(), "1/teacher1").colour);
  EXPECT_EQ(frozen.name, "teacher 1, frozen");
  EXPECT_FALSE(frozen.best);
}

TEST(CurveColours, TermsOfOneRunAreDistinctAndOneTermHasOneColour) {
  const std::vector<std::vector<std::string>> runs{
      {"total", "supervised teacher1", "supervised teacher2", "pseudo-label teacher1", "pseudo-label teacher2",
       "supervised student", "features", "probabilities", "pseudo-label student"},
      {"total", "supervised student", "supervised student2", "pseudo-label student", "pseudo-label student2"},
      {"total", "supervised student", "supervised teacher1", "pseudo-label student", "pseudo-label teacher1"},
      {"total", "supervised student", "consistency"}};
  std::map<std::string, QRgb> colours;
  for (const auto& terms : runs) {
    std::set<QRgb> ofRun;
    for (const std::string& term : terms) {
      const QRgb colour =
          Theme::instance()
              .series(curveColour({.panel = MonitorPanel::Loss, .name = term, .iterations = {}, .values = {}}))
              .rgb();
      ofRun.insert(colour);
      EXPECT_EQ(colours.try_emplace(term, colour).first->second, colour) << term;
    }
    EXPECT_EQ(ofRun.size(), terms.size());
  }
}

}  // namespace macadam
