#include "results_pages.h"
#include "support/text_file.h"
#include "ui/results/table_panel.h"
#include "ui/widgets/notice_bar.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QMenu>
#include <QToolButton>
#include <atomic>

namespace macadam {

TEST_F(Results, TheTableIsShownCopiedAndExportedWithTheColumnsThatAreChosen) {
  showTab(1);
  auto* table = page_.findChild<TablePanel*>();
  ASSERT_TRUE(waitFor([&] { return table->hasTable(); }));
  QMenu* menu = page_.findChild<QToolButton*>("table-columns")->menu();
  Q_EMIT menu->aboutToShow();
  for (QAction* column : menu->actions()) {
    const QString name = column->text().remove('&');
    if (name != "IoU" && name != "Runs") column->setChecked(false);
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

}  // namespace macadam
