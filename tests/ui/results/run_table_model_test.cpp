#include "ui/results/run_table_model.h"

#include "made_runs.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>

namespace macadam {
namespace {

class RunTable : public testing::Test {
 protected:
  QString cell(int row, RunColumn column) const {
    return model_.index(row, static_cast<int>(column)).data().toString();
  }

  RunRecord a_ = recordOf("/p/runs/a", supervisedSpec("a"), completedEvents(60), {.tags = {"old"}});
  RunRecord b_ = recordOf("/p/runs/b", supervisedSpec("b", 2), completedEvents(70));
  RunRecord c_ = recordOf("/p/runs/c", supervisedSpec("c", 3), {});
  RunTableModel model_;
  QAbstractItemModelTester tester_{&model_, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

}  // namespace

TEST_F(RunTable, ShowsWhatARunDidAndHowGoodItBecame) {
  model_.setRuns({a_});
  EXPECT_EQ(cell(0, RunColumn::State), "Completed");
  EXPECT_EQ(cell(0, RunColumn::Name), "a");
  EXPECT_EQ(cell(0, RunColumn::Method), "supervised");
  EXPECT_EQ(cell(0, RunColumn::Networks), QString::fromUtf8("student, DeepLabV3+ ResNet-18 ×0.25"));
  EXPECT_EQ(cell(0, RunColumn::Seed), "1");
  EXPECT_EQ(cell(0, RunColumn::Split), "drawn 1:4, seed 1");
  EXPECT_EQ(cell(0, RunColumn::Iterations), "200");
  EXPECT_EQ(cell(0, kBestIou), "60.00");
  EXPECT_EQ(cell(0, kBestF1), "75.00");
  EXPECT_EQ(cell(0, kLastIou), "50.00");
  EXPECT_EQ(cell(0, kTestIou), "55.00");
  EXPECT_EQ(cell(0, RunColumn::Duration), "1 min 10 s");
  EXPECT_EQ(cell(0, RunColumn::Tags), "old");
}

TEST_F(RunTable, HasAColumnForEveryScoreThatTheTableOfMeasuresGivesIt) {
  model_.setRuns({a_});
  ASSERT_EQ(model_.columnCount(), static_cast<int>(11 + kRunScores.size()));
  for (std::size_t i = 0; i < kRunScores.size(); ++i) {
    const RunColumn column = scoreColumn(i);
    EXPECT_TRUE(RunTableModel::title(column).endsWith(QString(" ") + kRunScores[i].measure->title));
    EXPECT_NE(cell(0, column), QString::fromUtf8("–")) << RunTableModel::title(column).toStdString();
  }
}

TEST_F(RunTable, ExplainsItsScores) {
  EXPECT_EQ(RunTableModel::explanation(kBestIou),
            "Road IoU on the validation tiles of the best weights, per cent, of the student or first teacher");
  EXPECT_EQ(RunTableModel::explanation(kBestF1), "Road F1 on the validation tiles of the best weights, per cent");
  EXPECT_EQ(RunTableModel::explanation(kLastIou), "Road IoU of the last evaluation on the validation tiles, per cent");
  EXPECT_EQ(RunTableModel::explanation(kTestF1), "Road F1 on the test tiles, per cent");
}

TEST_F(RunTable, SaysWhichNetworkIsTheBestAndSince) {
  RunSpec teachers = supervisedSpec("teachers");
  teachers.method = CmsSpec{};
  Evaluated evaluated = evaluatedAt(100, 60);
  evaluated.scores.front().network = "teacher1";
  evaluated.best = true;
  model_.setRuns({recordOf("/p/runs/teachers", teachers, {StepDone{.iteration = 100}, evaluated})});
  EXPECT_EQ(model_.index(0, static_cast<int>(kBestIou)).data(Qt::ToolTipRole), "teacher 1, at iteration 100");
}

TEST_F(RunTable, ShowsADashWhereNothingWasMeasured) {
  model_.setRuns({c_});
  EXPECT_EQ(cell(0, RunColumn::State), "Prepared");
  for (const RunColumn column : {RunColumn::Iterations, kBestIou, kTestIou, RunColumn::Duration}) {
    EXPECT_EQ(cell(0, column), QString::fromUtf8("–"));
  }
}

TEST_F(RunTable, SaysWhyARunCannotBeRead) {
  RunRecord broken{.folder = RunFolder("/p/runs/x"), .problem = "run.toml line 3 is wrong"};
  model_.setRuns({broken});
  EXPECT_EQ(cell(0, RunColumn::State), "Unreadable");
  EXPECT_EQ(cell(0, RunColumn::Name), "x");
  EXPECT_EQ(model_.index(0, 0).data(Qt::ToolTipRole), "run.toml line 3 is wrong");
}

TEST_F(RunTable, JudgesTeachersByTheFirstAndDistillationByItsStudent) {
  RunSpec spec = supervisedSpec("teachers");
  spec.method = CmsSpec{};
  Evaluated both = evaluatedAt(10, 30);
  both.scores = {{.network = "teacher1", .pooled = {.truePositives = 40, .falseNegatives = 60}},
                 {.network = "student", .pooled = {.truePositives = 30, .falseNegatives = 70}}};
  RunRecord teachers = recordOf("/p/runs/t", spec, {both});
  spec.method = SslkdSpec{};
  RunRecord student = recordOf("/p/runs/u", spec, {both});
  model_.setRuns({teachers, student});
  EXPECT_EQ(cell(0, kBestIou), "40.00");
  EXPECT_EQ(cell(1, kBestIou), "30.00");
}

TEST_F(RunTable, KeepsPersistentIndexesWhenRunsComeAndGo) {
  model_.setRuns({a_, c_});
  const QPersistentModelIndex c = model_.index(1, 0);
  model_.setRuns({a_, b_, c_});
  EXPECT_EQ(c.row(), 2);
  model_.setRuns({c_});
  EXPECT_EQ(c.row(), 0);
  model_.setRuns({});
  EXPECT_FALSE(c.isValid());
}

TEST_F(RunTable, FollowsRunsInAnotherOrder) {
  model_.setRuns({a_, b_, c_});
  model_.setRuns({c_, a_, b_});
  EXPECT_EQ(cell(0, RunColumn::Name), "c");
  EXPECT_EQ(cell(1, RunColumn::Name), "a");
  EXPECT_EQ(cell(2, RunColumn::Name), "b");
}

TEST_F(RunTable, NameTagsAndNotesAreEditedInPlaceAndNothingElse) {
  model_.setRuns({a_});
  std::vector<RunNotes> edited;
  QObject::connect(&model_, &RunTableModel::notesEdited, &model_,
                   [&](const RunFolder&, const RunNotes& notes) { edited.push_back(notes); });
  EXPECT_TRUE(model_.setData(model_.index(0, static_cast<int>(RunColumn::Tags)), "old, baseline", Qt::EditRole));
  EXPECT_TRUE(model_.setData(model_.index(0, static_cast<int>(RunColumn::Notes)), " looks fine ", Qt::EditRole));
  EXPECT_FALSE(model_.setData(model_.index(0, static_cast<int>(RunColumn::Notes)), "looks fine", Qt::EditRole));
  EXPECT_FALSE(model_.setData(model_.index(0, static_cast<int>(RunColumn::Method)), "b", Qt::EditRole));
  ASSERT_EQ(edited.size(), 2u);
  EXPECT_EQ(edited[1], (RunNotes{.tags = {"old", "baseline"}, .note = "looks fine"}));
  EXPECT_EQ(cell(0, RunColumn::Notes), "looks fine");
}

TEST_F(RunTable, ARenamedRunHasItsOldNameBackWhenTheNewOneIsRemoved) {
  model_.setRuns({a_});
  const QModelIndex name = model_.index(0, static_cast<int>(RunColumn::Name));
  const QString before = name.data().toString();
  EXPECT_FALSE(model_.setData(name, before, Qt::EditRole)) << "it is called so already";
  EXPECT_TRUE(model_.setData(name, " narrow student ", Qt::EditRole));
  EXPECT_EQ(name.data(), "narrow student");
  EXPECT_EQ(model_.run(0).notes.title, "narrow student");
  EXPECT_TRUE(model_.setData(name, "", Qt::EditRole));
  EXPECT_EQ(name.data(), before);
}

TEST_F(RunTable, ARunThatCannotBeReadIsCalledByItsFolderUntilItIsRenamed) {
  model_.setRuns({{.folder = RunFolder("/p/runs/x"), .problem = "run.toml line 3 is wrong"}});
  const QModelIndex name = model_.index(0, static_cast<int>(RunColumn::Name));
  EXPECT_FALSE(model_.setData(name, "x", Qt::EditRole)) << "it is called so already";
  EXPECT_TRUE(model_.setData(name, "run", Qt::EditRole));
  EXPECT_EQ(model_.run(0).notes.title, "run");
  EXPECT_TRUE(model_.setData(name, "x", Qt::EditRole));
  EXPECT_EQ(model_.run(0).notes.title, "");
}

TEST_F(RunTable, NotesThatCannotBeReadAreNotOverwritten) {
  a_.notesProblem = "notes.toml:2 cannot be read";
  model_.setRuns({a_});
  EXPECT_FALSE(model_.setData(model_.index(0, static_cast<int>(RunColumn::Notes)), "x", Qt::EditRole));
}

}  // namespace macadam
