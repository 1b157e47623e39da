#include "results_pages.h"
#include "ui/project/run_names.h"
#include "ui/widgets/notice_bar.h"

#include <gtest/gtest.h>

#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTextBrowser>

namespace macadam {

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

TEST_F(Results, KeepAnErrorInSightThatCameAfterADeletion) {
  select({"first"});
  action("delete").trigger();
  auto* notice = page_.findChild<NoticeBar*>();
  ASSERT_TRUE(waitFor([&] { return notice->isVisible(); }));
  const RunLock busy(c_);
  select({"third"});
  action("delete").trigger();
  ASSERT_TRUE(waitFor([&] { return notice->text().contains("is in training"); }));
  ASSERT_TRUE(table().model()->setData(rows().index(rowOf("second"), static_cast<int>(RunColumn::Name)), "other name"));
  EXPECT_TRUE(notice->isVisible());
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
  EXPECT_EQ(rows().index(row, static_cast<int>(kBestIou)).data(), "80.00");
  select({"live"});
  EXPECT_FALSE(action("delete").isEnabled());
}

}  // namespace macadam
