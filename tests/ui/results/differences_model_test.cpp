#include "ui/results/differences_model.h"

#include "made_runs.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>

namespace macadam {
namespace {

class Differences : public testing::Test {
 protected:
  QStringList row(int row) const {
    QStringList texts;
    for (int column = 0; column < model_.columnCount(); ++column)
      texts.append(model_.index(row, column).data().toString());
    return texts;
  }

  static RunSettings settings(const RunSpec& spec) { return {QString::fromStdString(spec.name), toToml(spec)}; }

  DifferencesModel model_;
  QAbstractItemModelTester tester_{&model_, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

}  // namespace

TEST_F(Differences, ShowOnlyTheSettingsThatDifferByTheirDottedPath) {
  RunSpec slow = supervisedSpec("slow", 1);
  slow.schedule.learningRate = 0.001;
  RunSpec fast = supervisedSpec("fast", 2);
  fast.schedule.learningRate = 0.1;
  model_.setRuns({settings(slow), settings(fast)});
  ASSERT_EQ(model_.rowCount(), 2);
  EXPECT_EQ(row(0), (QStringList{"seed", "1", "2"}));
  EXPECT_EQ(row(1), (QStringList{"schedule.learning_rate", "0.001", "0.1"}));
  EXPECT_EQ(model_.headerData(1, Qt::Horizontal, Qt::DisplayRole), "slow");
}

TEST_F(Differences, ShowADashWhereARunHasNoSuchSetting) {
  RunSpec cms = supervisedSpec("cms");
  cms.method = CmsSpec{.iterations = 200};
  model_.setRuns({settings(supervisedSpec("plain")), settings(cms)});
  QStringList paths;
  for (int i = 0; i < model_.rowCount(); ++i) paths.append(row(i).front());
  EXPECT_TRUE(paths.contains("method.kind"));
  EXPECT_FALSE(paths.contains("method.iterations"));
  ASSERT_TRUE(paths.contains("method.weight"));
  EXPECT_EQ(row(static_cast<int>(paths.indexOf("method.weight"))),
            (QStringList{"method.weight", QString::fromUtf8("–"), "1.5"}));
}

TEST_F(Differences, ShowEverythingWhenAskedAndOfOneRun) {
  model_.setRuns({settings(supervisedSpec("a", 1)), settings(supervisedSpec("b", 2))});
  EXPECT_EQ(model_.rowCount(), 1);
  model_.setOnlyDiffering(false);
  EXPECT_GT(model_.rowCount(), 30);
  EXPECT_EQ(model_.differing(), 1);
  model_.setOnlyDiffering(true);
  model_.setRuns({settings(supervisedSpec("a", 1))});
  EXPECT_GT(model_.rowCount(), 30);
  model_.setRuns({});
  EXPECT_EQ(model_.rowCount(), 0);
}

}  // namespace macadam
