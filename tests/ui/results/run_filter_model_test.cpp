#include "ui/results/run_filter_model.h"

#include "made_runs.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>

namespace macadam {
namespace {

class RunFiltering : public testing::Test {
 protected:
  RunFiltering() {
    RunSpec teachers = supervisedSpec("teachers");
    teachers.method = CmsSpec{};
    model_.setRuns({recordOf("/p/runs/1", supervisedSpec("baseline"), completedEvents(60), {.tags = {"paper"}}),
                    recordOf("/p/runs/2", teachers, {}, {.note = "Two teachers, narrow"}),
                    recordOf("/p/runs/3", supervisedSpec("baseline again"), completedEvents(70))});
  }

  QStringList names(const RunFilter& filter) {
    filtered_.setFilter(filter);
    QStringList names;
    for (int row = 0; row < filtered_.rowCount(); ++row) {
      names.append(filtered_.index(row, static_cast<int>(RunColumn::Name)).data().toString());
    }
    return names;
  }

  RunTableModel model_;
  RunFilterModel filtered_{model_};
  QAbstractItemModelTester tester_{&filtered_, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

}  // namespace

TEST_F(RunFiltering, ShowsEverythingUnlessTold) {
  EXPECT_EQ(names({}).size(), 3);
}

TEST_F(RunFiltering, EveryWordMustOccurSomewhere) {
  EXPECT_EQ(names({.text = "BASE"}), (QStringList{"baseline", "baseline again"}));
  EXPECT_EQ(names({.text = "again base"}), QStringList{"baseline again"});
  EXPECT_EQ(names({.text = "narrow"}), QStringList{"teachers"});
  EXPECT_EQ(names({.text = "baseline paper"}), QStringList{"baseline"});
  EXPECT_EQ(names({.text = "nowhere"}), QStringList{});
}

TEST_F(RunFiltering, ByStateMethodAndTag) {
  EXPECT_EQ(names({.state = RunState::Prepared}), QStringList{"teachers"});
  EXPECT_EQ(names({.method = "CMS"}), QStringList{"teachers"});
  EXPECT_EQ(names({.tag = "paper"}), QStringList{"baseline"});
  EXPECT_EQ(names({.method = "CMS", .tag = "paper"}), QStringList{});
}

TEST_F(RunFiltering, SortsByValueWithMissingOnesLastEitherWay) {
  filtered_.sort(static_cast<int>(kBestIou), Qt::DescendingOrder);
  EXPECT_EQ(names({}), (QStringList{"baseline again", "baseline", "teachers"}));
  filtered_.sort(static_cast<int>(kBestIou), Qt::AscendingOrder);
  EXPECT_EQ(names({}), (QStringList{"baseline", "baseline again", "teachers"}));
}

}  // namespace macadam
