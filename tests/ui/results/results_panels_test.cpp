#include "results_pages.h"
#include "ui/results/curves_panel.h"
#include "ui/results/details_panel.h"
#include "ui/results/differences_panel.h"
#include "ui/results/notes_edit.h"
#include "ui/widgets/plot/curve_plot.h"

#include <gtest/gtest.h>

#include <QComboBox>
#include <QSettings>
#include <QTableView>
#include <QTest>
#include <algorithm>

namespace macadam {

TEST_F(Results, TheCurvesAxisIsRemembered) {
  page_.findChild<QComboBox*>("curves-axis")->setCurrentIndex(1);
  page_.saveState();
  ResultsPage next(
      jobs_, [this]() -> Engine& { return engine_; }, controller_);
  next.restoreState();
  EXPECT_EQ(next.findChild<CurvesPanel*>()->axis(), CurveAxis::Network);
  page_.findChild<QComboBox*>("curves-axis")->setCurrentIndex(0);
  page_.saveState();
}

TEST_F(Results, KeepNotesOfManyLines) {
  showTab(3);
  select({"second"});
  auto* notes = page_.findChild<NotesEdit*>();
  QTest::keyClicks(notes, "first");
  QTest::keyClick(notes, Qt::Key_Return);
  QTest::keyClicks(notes, "second");
  select({"first"});  // another run does not lose what was typed
  EXPECT_EQ(notes->toPlainText(), "");
  EXPECT_TRUE(waitFor([&] { return loadNotes(b_).note == "first\nsecond"; }));
  EXPECT_TRUE(loadNotes(a_).isEmpty());
  select({"second"});
  EXPECT_EQ(notes->toPlainText(), "first\nsecond");
}

TEST_F(Results, ShowWhereTheSelectedRunsDiffer) {
  select({"first", "second"});
  showTab(0);
  auto* differences = page_.findChild<DifferencesPanel*>();
  const auto* model = differences->findChild<QTableView*>()->model();
  ASSERT_EQ(model->rowCount(), 1);
  EXPECT_EQ(model->index(0, 0).data(), "seed");
}

TEST_F(Results, ExportCurvesByAKeyWhereTheyAreShown) {
  EXPECT_FALSE(action("exportPng").isEnabled());
  showTab(2);
  EXPECT_TRUE(waitFor([&] { return action("exportPng").isEnabled(); }));
  EXPECT_TRUE(page_.actions().contains(&action("exportPng")));
  showTab(0);
  EXPECT_FALSE(action("exportPng").isEnabled());
}

TEST_F(Results, TellWhereARunWasGoneOnWith) {
  Provenance provenance = loadProvenance(a_.provenance());
  provenance.resumed = {{.startedAt = "2026-11-22T16:30:00Z", .host = "lab", .device = "cuda, H100"}};
  saveProvenance(provenance, a_.provenance());
  showTab(3);
  select({"first"});
  auto* details = page_.findChild<DetailsPanel*>();
  EXPECT_TRUE(waitFor([&] { return details->text().contains("on cuda, H100, lab"); }));
  EXPECT_TRUE(details->text().contains("Resumed"));
}

TEST_F(Results, DrawTheCurvesOfTheSelectedRuns) {
  showTab(2);
  select({"first", "second", "third"});
  auto* curves = page_.findChild<CurvesPanel*>();
  EXPECT_TRUE(waitFor([&] { return curves->curves() == 3; }));
  curves->setMeasured(MonitorPanel::Loss);
  EXPECT_EQ(curves->curves(), 3);
  select({"second"});
  EXPECT_TRUE(waitFor([&] { return curves->curves() == 1; }));
}

TEST_F(Results, OfferTheCurvesOfEveryMeasureThatIsDrawn) {
  auto* curves = page_.findChild<CurvesPanel*>();
  for (const Measure* measure : kCurveMeasures) {
    curves->setMeasured(panelOf(*measure));
    EXPECT_EQ(curves->measured(), panelOf(*measure)) << measure->key;
    EXPECT_EQ(curves->findChild<CurvePlot*>()->panels().front().title, QString(measure->title) + ", %");
  }
}

TEST_F(Results, RememberWhatCurvesAreOfByTheNumbersOfBefore) {
  auto* curves = page_.findChild<CurvesPanel*>();
  const std::vector<MonitorPanel> known{MonitorPanel(1), MonitorPanel(2), MonitorPanel(3), MonitorPanel(4),
                                        MonitorPanel::Loss};  // IoU, F1, precision, recall
  for (int number = 0; number < 5; ++number) {
    QSettings().setValue("results/metric", number);
    page_.restoreState();
    EXPECT_EQ(curves->measured(), known[static_cast<std::size_t>(number)]);
    page_.saveState();
    EXPECT_EQ(QSettings().value("results/metric").toInt(), number);
  }
  QSettings().remove("results");
}

TEST_F(Results, LetTheCurveOfTheRunInTrainingGrow) {
  showTab(2);
  Q_EMIT controller_.runStarted(c_, supervisedSpec("third", 3));
  select({"second", "third"});
  auto* curves = page_.findChild<CurvesPanel*>();
  ASSERT_TRUE(waitFor([&] { return curves->curves() == 2; }));
  Q_EMIT controller_.eventsArrived({evaluatedAt(300, 65)});
  const auto lengths = [&] {
    std::vector<std::size_t> sizes;
    for (const PlotCurve& curve : page_.findChild<CurvePlot*>()->curves()) sizes.push_back(curve.points.size());
    std::ranges::sort(sizes);
    return sizes;
  };
  EXPECT_TRUE(waitFor([&] { return lengths() == std::vector<std::size_t>{2, 3}; }));
}

TEST_F(Results, TellWhereARunCameFrom) {
  showTab(3);
  select({"third"});
  auto* details = page_.findChild<DetailsPanel*>();
  EXPECT_TRUE(waitFor([&] { return details->text().contains("Provenance"); }));
  EXPECT_TRUE(details->text().contains("third"));
  EXPECT_TRUE(details->text().contains("Stopped"));
}

}  // namespace macadam
