#include "ui/results/results_page.h"

#include "made_runs.h"
#include "support/picture_files.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"
#include "support/wait_for.h"
#include "ui/project/project_document.h"
#include "ui/project/run_names.h"
#include "ui/results/curves_panel.h"
#include "ui/results/details_panel.h"
#include "ui/results/differences_panel.h"
#include "ui/results/notes_edit.h"
#include "ui/results/run_table_view.h"
#include "ui/results/table_panel.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/plot/curve_plot.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QTextBrowser>
#include <QToolButton>
#include <algorithm>
#include <atomic>
#include <fstream>

namespace macadam {
namespace {

class Results : public testing::Test {
 protected:
  Results() {
    a_ = makeRun(project_.runs(), supervisedSpec("first", 1), completedEvents(60));
    b_ = makeRun(project_.runs(), supervisedSpec("second", 2), completedEvents(70));
    std::vector<Event> stopped = completedEvents(50);
    stopped.back() = RunFinished{.ending = Ending::Stopped, .iteration = 150};
    c_ = makeRun(project_.runs(), supervisedSpec("third", 3), stopped);
    page_.resize(1280, 800);
    page_.show();
    page_.setDocument(&document_);
    EXPECT_TRUE(waitFor([&] { return rows().rowCount() == 3; }));
  }
  ~Results() override { page_.setDocument(nullptr); }

  RunTableView& table() { return *page_.findChild<RunTableView*>(); }
  const QAbstractItemModel& rows() { return *table().model(); }
  QAction& action(const QString& name) { return *page_.findChild<QAction*>("results." + name); }

  int rowOf(const QString& name) {
    for (int row = 0; row < rows().rowCount(); ++row) {
      if (rows().index(row, static_cast<int>(RunColumn::Name)).data() == name) return row;
    }
    return -1;
  }
  void select(const QStringList& names) {
    table().clearSelection();
    for (const QString& name : names) {
      table().selectionModel()->select(rows().index(rowOf(name), 0),
                                       QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
  }
  void showTab(int tab) { page_.findChild<QTabWidget*>()->setCurrentIndex(tab); }

  /// A run on a data set of two tiles.
  void addRunWithWeights(const std::string& name) {
    Split split;
    for (const char* file : {"a.png", "b.png"}) {
      writeImage(folder_ / "data/images" / file);
      writeRoadMask(folder_ / "data/masks" / file, 8);
      split.test.push_back(std::string("images/") + file);
    }
    RunSpec spec = supervisedSpec(name);
    spec.data.path = (folder_ / "data").string();
    spec.data.windowSize = 64;
    const RunFolder run = makeRun(project_.runs(), spec, completedEvents(60));
    saveSplit(split, run.split());
    std::filesystem::create_directories(run.checkpoints());
    std::ofstream(run.bestCheckpoint()) << "weights";
    document_.runs().refresh();
    ASSERT_TRUE(waitFor([&] { return rowOf(QString::fromStdString(name)) >= 0; }));
  }

  TemporaryFolder folder_;
  Project project_ = createProject(folder_ / "project", folder_ / "data", 128);
  RunFolder a_{{}}, b_{{}}, c_{{}};
  CountingEngine engine_;
  Jobs jobs_;
  RunController controller_{[this]() -> Engine& { return engine_; }};
  ProjectDocument document_{{.project = project_, .dataset = std::make_shared<const Dataset>()}, jobs_};
  ResultsPage page_{jobs_, [this]() -> Engine& { return engine_; }, controller_};
};

}  // namespace

TEST_F(Results, ListTheProjectsRunsNewestFirstAndNoneWithoutAProject) {
  EXPECT_EQ(rows().rowCount(), 3);
  page_.setDocument(nullptr);
  EXPECT_EQ(rows().rowCount(), 0);
}

TEST_F(Results, FilterAsOneTypes) {
  action("find").trigger();
  auto* text = page_.findChild<QLineEdit*>();
  QTest::keyClicks(text, "sec");
  EXPECT_EQ(rows().rowCount(), 1);
  QTest::keyClicks(text, "x");
  EXPECT_EQ(rows().rowCount(), 0);
  EXPECT_FALSE(table().isVisible());
  text->clear();
  EXPECT_EQ(rows().rowCount(), 3);
}

TEST_F(Results, ARenamedRunIsCalledSoEverywhere) {
  table().setCurrentIndex(rows().index(rowOf("first"), 0));
  action("rename").trigger();
  auto* editor = table().findChild<QLineEdit*>();
  ASSERT_NE(editor, nullptr);
  editor->setText("narrow student");
  QTest::keyClick(editor, Qt::Key_Return);
  ASSERT_TRUE(waitFor([&] { return rowOf("narrow student") >= 0 && titleOf(a_) == "narrow student"; }));
  EXPECT_TRUE(std::filesystem::exists(a_.spec())) << "its folder keeps its name";
  ASSERT_TRUE(waitFor([&] {
    const RunRecord* known = document_.runs().find(a_);
    return known != nullptr && runName(*known) == "narrow student";
  }));
  select({"narrow student"});
  showTab(3);
  EXPECT_TRUE(waitFor([&] { return page_.findChild<QTextBrowser*>()->toPlainText().contains("narrow student"); }));
}

TEST_F(Results, TheTableIsShownCopiedAndExportedWithTheColumnsThatAreChosen) {
  showTab(1);
  auto* table = page_.findChild<TablePanel*>();
  ASSERT_TRUE(waitFor([&] { return table->hasTable(); }));
  QMenu* menu = page_.findChild<QToolButton*>("table-columns")->menu();
  Q_EMIT menu->aboutToShow();
  for (QAction* column : menu->actions()) {
    if (column->text() != "IoU" && column->text() != "Runs") column->setChecked(false);
  }
  EXPECT_TRUE(table->text(TableFormat::Csv).startsWith("method,network,runs,iou_mean,iou_sd,iou_n\n"));
  EXPECT_TRUE(table->text(TableFormat::Markdown).startsWith("| Method | Network | Runs | IoU |\n"));
  page_.saveState();
  ResultsPage next(
      jobs_, [this]() -> Engine& { return engine_; }, controller_);
  next.restoreState();
  EXPECT_EQ(next.findChild<TablePanel*>()->hiddenColumns(), table->hiddenColumns());
  table->setHiddenColumns({});
  page_.saveState();
}

TEST_F(Results, TheDefaultColumnsFitAWindowOfTheUsualSize) {
  constexpr int kModeBar = 84;
  page_.resize(1280 - kModeBar, 740);
  table().useDefaultColumns();
  EXPECT_TRUE(waitFor([&] { return table().horizontalScrollBar()->maximum() == 0; }));
}

TEST_F(Results, AnEmptyPageLeadsToTheNextStep) {
  const TemporaryFolder other;
  const Project project = createProject(other / "empty", other / "data", 128);
  ProjectDocument document({.project = project, .dataset = std::make_shared<const Dataset>()}, jobs_);
  page_.setDocument(&document);
  auto* next = page_.findChild<QPushButton*>("results.setUp");
  ASSERT_TRUE(waitFor([&] { return next->isVisible(); }));
  const QSignalSpy asked(&page_, &ResultsPage::trainingRequested);
  next->click();
  EXPECT_EQ(asked.count(), 1);
  page_.setDocument(&document_);
  EXPECT_FALSE(next->isVisibleTo(&page_) && rows().rowCount() > 0);
}

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

TEST_F(Results, ResumeNamesTheRunThatItMeans) {
  select({"third"});
  EXPECT_EQ(action("resume").text(), "Resume third");
  select({"first"});
  EXPECT_EQ(action("resume").text(), "Resume");
  EXPECT_FALSE(action("resume").isEnabled());
}

TEST_F(Results, ChooseByALetterFromTheMenuOfARun) {
  const QModelIndex name = rows().index(rowOf("third"), static_cast<int>(RunColumn::Name));
  ASSERT_TRUE(table().model()->setData(name, "a&b"));
  select({"a&b"});
  auto* menu = table().findChild<QMenu*>();
  Q_EMIT table().customContextMenuRequested({5, 5});
  ASSERT_TRUE(waitFor([&] { return menu->isVisible(); }));
  for (const QAction* entry : menu->actions()) {
    EXPECT_TRUE(entry->isSeparator() || !QKeySequence::mnemonic(entry->text()).isEmpty())
        << entry->text().toStdString();
  }
  EXPECT_TRUE(action("resume").text().endsWith("a&&b")) << action("resume").text().toStdString();
  menu->close();
}

TEST_F(Results, KeepNotesInTheRunsFolder) {
  auto& model = *table().model();
  model.setData(model.index(rowOf("first"), static_cast<int>(RunColumn::Tags)), "baseline, paper", Qt::EditRole);
  model.setData(model.index(rowOf("first"), static_cast<int>(RunColumn::Notes)), "as in the table", Qt::EditRole);
  const RunNotes expected{.tags = {"baseline", "paper"}, .note = "as in the table"};
  EXPECT_TRUE(waitFor([&] { return loadNotes(a_) == expected; }));
  EXPECT_TRUE(waitFor([&] { return document_.runs().find(a_)->notes == expected; }));
}

TEST_F(Results, WriteNotesAlsoAfterACancel) {
  auto& model = *table().model();
  const auto note = [&](const QString& text) {
    model.setData(model.index(rowOf("first"), static_cast<int>(RunColumn::Notes)), text, Qt::EditRole);
  };
  note("as in the table");
  jobs_.cancelAll();
  EXPECT_TRUE(waitFor([&] { return loadNotes(a_).note == "as in the table"; }));
  note("as in the figure");
  EXPECT_TRUE(waitFor([&] { return loadNotes(a_).note == "as in the figure"; }));
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

TEST_F(Results, TheTableIsOfAllCompletedRunsUnlessSomeAreSelected) {
  showTab(1);
  auto* table = page_.findChild<TablePanel*>();
  ASSERT_TRUE(waitFor([&] { return table->hasTable(); }));
  const QString all = table->text(TableFormat::Markdown);
  EXPECT_TRUE(
      all.contains(QString::fromUtf8("| supervised | student, DeepLabV3+ ResNet-18 ×0.25 | 1.50 M | 0.25 | 2 |")))
      << all.toStdString();
  select({"second"});
  ASSERT_TRUE(waitFor([&] { return table->text(TableFormat::Markdown) != all; }));
  EXPECT_TRUE(table->text(TableFormat::Latex).contains("65.00"));
  EXPECT_EQ(engine_.counted, 1);
}

TEST_F(Results, TheTableOfASelectedRunIsMadeAnewWhenItEnds) {
  showTab(1);
  auto* table = page_.findChild<TablePanel*>();
  std::vector<Event> running = completedEvents(80);
  running.resize(5);  // it has come to its end, and is not yet tested
  const RunFolder run = makeRun(project_.runs(), supervisedSpec("fourth", 4), running);
  document_.runs().refresh();
  ASSERT_TRUE(waitFor([&] { return rowOf("fourth") >= 0; }));
  select({"fourth"});
  ASSERT_TRUE(waitFor([&] {
    const QString text = table->text(TableFormat::Latex);
    return text.contains("70.00") || text.contains("80.00");
  }));
  {
    MetricsLog log(run.metrics(), run.previews());
    log.post(evaluatedAt(200, 75, EvaluatedOn::Test));
    log.post(RunFinished{.iteration = 200});
  }
  document_.runs().refresh();
  EXPECT_TRUE(waitFor([&] { return table->text(TableFormat::Latex).contains("75.00"); }));
}

TEST_F(Results, ExportCurvesByAKeyWhereTheyAreShown) {
  EXPECT_FALSE(action("exportPng").isEnabled());
  showTab(2);
  EXPECT_TRUE(waitFor([&] { return action("exportPng").isEnabled(); }));
  EXPECT_TRUE(page_.actions().contains(&action("exportPng")));
  showTab(0);
  EXPECT_FALSE(action("exportPng").isEnabled());
}

TEST_F(Results, CopyAndExportTheTable) {
  showTab(1);
  auto* table = page_.findChild<TablePanel*>();
  ASSERT_TRUE(waitFor([&] { return action("copyCsv").isEnabled(); }));
  action("copyCsv").trigger();
  EXPECT_EQ(QApplication::clipboard()->text(), table->text(TableFormat::Csv));
  EXPECT_TRUE(QApplication::clipboard()->text().startsWith("method,network"));
  table->exportTo(folder_ / "table.tex");
  ASSERT_TRUE(waitFor([&] { return std::filesystem::exists(folder_ / "table.tex"); }));
  EXPECT_EQ(readText(folder_ / "table.tex"), table->text(TableFormat::Latex).toStdString());
}

TEST_F(Results, WriteAReportThatNeedsNothingElse) {
  page_.writeReportTo(folder_ / "report");
  EXPECT_TRUE(waitFor([&] { return page_.findChild<NoticeBar*>()->isVisible(); }));
  EXPECT_TRUE(std::filesystem::exists(folder_ / "report" / "report.html"));
  EXPECT_TRUE(std::filesystem::exists(folder_ / "report" / "table.csv"));
}

TEST_F(Results, WriteTheFigureIntoTheReportOfRunsWithWeights) {
  addRunWithWeights("weighty");
  select({"weighty"});
  page_.writeReportTo(folder_ / "report");
  auto* notice = page_.findChild<NoticeBar*>();
  ASSERT_TRUE(waitFor([&] { return notice->isVisible(); }));
  EXPECT_FALSE(notice->text().contains("no figure")) << notice->text().toStdString();
  EXPECT_TRUE(std::filesystem::exists(folder_ / "report" / "figure.png"));
  EXPECT_NE(readText(folder_ / "report" / "report.html").find("data:image/png;base64,"), std::string::npos);
}

TEST_F(Results, WriteNoReportThatIsCancelledWhileItPredicts) {
  addRunWithWeights("weighty");
  select({"weighty"});
  std::atomic<bool> predicting = false, cancelled = false;
  engine_.predicting = [&] {
    predicting = true;
    while (!cancelled) QThread::msleep(1);
  };
  page_.writeReportTo(folder_ / "report");
  ASSERT_TRUE(waitFor([&] { return predicting.load(); }));
  EXPECT_EQ(jobs_.running().last().title, "Writing the report");
  jobs_.cancelAll();
  cancelled = true;
  ASSERT_TRUE(waitFor([&] { return jobs_.running().isEmpty(); }));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "report"));
  EXPECT_FALSE(page_.findChild<NoticeBar*>()->isVisible());
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

TEST_F(Results, DeleteWithAnUndoBesideIt) {
  select({"first", "second"});
  action("delete").trigger();
  EXPECT_EQ(rows().rowCount(), 1);
  auto* notice = page_.findChild<NoticeBar*>();
  ASSERT_TRUE(waitFor([&] { return notice->isVisible(); }));
  EXPECT_FALSE(std::filesystem::exists(a_.path()));
  QTest::mouseClick(&notice->button(), Qt::LeftButton);
  EXPECT_TRUE(waitFor([&] { return rows().rowCount() == 3; }));
  EXPECT_TRUE(std::filesystem::exists(a_.spec()));
  EXPECT_TRUE(std::filesystem::exists(b_.spec()));
}

TEST_F(Results, OfferNoUndoBesideADeletionOnceAnotherStepWasTaken) {
  select({"first"});
  action("delete").trigger();
  auto* notice = page_.findChild<NoticeBar*>();
  ASSERT_TRUE(waitFor([&] { return notice->isVisible(); }));
  ASSERT_TRUE(table().model()->setData(rows().index(rowOf("second"), static_cast<int>(RunColumn::Name)), "other name"));
  EXPECT_FALSE(notice->isVisible());
  page_.undoStack()->undo();
  EXPECT_GE(rowOf("second"), 0) << "the name is what is undone";
  EXPECT_FALSE(std::filesystem::exists(a_.path()));
}

TEST_F(Results, OfferWhatTheSelectionAllows) {
  select({});
  EXPECT_FALSE(action("resume").isEnabled());
  EXPECT_FALSE(action("delete").isEnabled());
  select({"first"});
  EXPECT_FALSE(action("resume").isEnabled()) << "it is complete";
  EXPECT_TRUE(action("lengthen").isEnabled());
  EXPECT_TRUE(action("rerun").isEnabled());
  select({"third", "second"});
  EXPECT_TRUE(action("resume").isEnabled());
  EXPECT_FALSE(action("lengthen").isEnabled());
  EXPECT_FALSE(action("rerun").isEnabled()) << "which one?";
}

TEST_F(Results, AskHowFarACompleteRunGoesOn) {
  std::optional<RunFolder> asked;
  QObject::connect(&page_, &ResultsPage::lengtheningRequested, &page_, [&](const RunFolder& run) { asked = run; });
  select({"first"});
  action("lengthen").trigger();
  EXPECT_EQ(asked, a_);
}

TEST_F(Results, AskForAComparisonAndForARerun) {
  std::vector<RunFolder> compared;
  RunSpec rerun;
  QObject::connect(&page_, &ResultsPage::compareRequested, &page_,
                   [&](const std::vector<RunFolder>& runs) { compared = runs; });
  QObject::connect(&page_, &ResultsPage::rerunRequested, &page_, [&](const RunSpec& spec) { rerun = spec; });
  select({"second"});
  action("rerun").trigger();
  action("compare").trigger();
  EXPECT_EQ(compared, std::vector<RunFolder>{b_});
  EXPECT_EQ(rerun.name, "second");
}

TEST_F(Results, ShowTheRunInTrainingAsItGoes) {
  const RunFolder live = makeRun(project_.runs(), supervisedSpec("live"), {});
  Q_EMIT controller_.runStarted(live, supervisedSpec("live"));
  ASSERT_EQ(rows().rowCount(), 4);
  Q_EMIT controller_.eventsArrived({StageStarted{.name = "student", .totalIterations = 200},
                                    StepDone{.iteration = 100, .total = 0.4}, evaluatedAt(100, 80)});
  const int row = rowOf("live");
  EXPECT_EQ(rows().index(row, static_cast<int>(RunColumn::State)).data(), "Running");
  EXPECT_EQ(rows().index(row, static_cast<int>(RunColumn::Iterations)).data(), "100 / 200");
  EXPECT_EQ(rows().index(row, static_cast<int>(RunColumn::BestIou)).data(), "80.00");
  select({"live"});
  EXPECT_FALSE(action("delete").isEnabled());
}

TEST_F(Results, DrawTheCurvesOfTheSelectedRuns) {
  showTab(2);
  select({"first", "second", "third"});
  auto* curves = page_.findChild<CurvesPanel*>();
  EXPECT_TRUE(waitFor([&] { return curves->curves() == 3; }));
  curves->setMetric(CurveMetric::Loss);
  EXPECT_EQ(curves->curves(), 3);
  select({"second"});
  EXPECT_TRUE(waitFor([&] { return curves->curves() == 1; }));
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
