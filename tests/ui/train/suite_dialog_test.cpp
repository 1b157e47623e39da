#include "ui/train/suite_dialog.h"

#include "spec/presets.h"
#include "support/wait_for.h"
#include "ui/train/scripted_engine.h"
#include "ui/train/suite_estimate.h"
#include "ui/widgets/duration_text.h"

#include <gtest/gtest.h>

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <atomic>

namespace macadam {
namespace {

class SuiteDialogTest : public testing::Test {
 protected:
  static RunSpec base() {
    RunSpec spec = preset("demo");
    spec.data.path = "/pictures";
    return spec;
  }
  void type(const QString& field, const QString& text) { dialog_.findChild<QLineEdit*>(field)->setText(text); }
  void choose(const QString& row, bool on) { dialog_.findChild<QCheckBox*>(row)->setChecked(on); }

  SuiteDialog dialog_{base(), "/project/runs", {"old"}};
};

TEST_F(SuiteDialogTest, PlansAllRowsOverThreeSeeds) {
  EXPECT_EQ(dialog_.problem(), "");
  EXPECT_EQ(dialog_.suite().plan.size(), 24U);
  EXPECT_EQ(dialog_.suite().runs, "/project/runs/demo-suite");
}

TEST_F(SuiteDialogTest, ChecksTheRowsOfTheChosenTable) {
  auto* tables = dialog_.findChild<QComboBox*>("table");
  tables->setCurrentIndex(1);
  Q_EMIT tables->activated(1);
  EXPECT_EQ(dialog_.suite().plan.size(), 3U * suiteTable("field").rows.size());
  tables->setCurrentIndex(0);
  Q_EMIT tables->activated(0);
  EXPECT_EQ(dialog_.suite().plan.size(), 24U);
}

TEST_F(SuiteDialogTest, PlansWhatIsChosen) {
  for (const SuiteRow& row : suiteRows()) choose(QString::fromStdString(row.name), false);
  EXPECT_EQ(dialog_.problem(), "Choose at least one row.");
  choose("sslkd", true);
  type("seeds", "7 7, 9");
  type("folder", "night");
  ASSERT_EQ(dialog_.problem(), "");
  const NewSuite suite = dialog_.suite();
  ASSERT_EQ(suite.plan.size(), 4U);  // the teachers come with it
  EXPECT_EQ(suite.plan[0].row, "cms-teachers");
  EXPECT_EQ(suite.plan[3].row, "sslkd");
  EXPECT_EQ(suite.plan[3].seed, 9U);
  EXPECT_EQ(suite.runs, "/project/runs/night");
}

TEST_F(SuiteDialogTest, EstimatesEachRowOnceAndAllItsSeeds) {
  ScriptedEngine engine;
  std::atomic<int> probes = 0;
  engine.estimator = [&](const RunSpec&) {
    ++probes;
    return StepEstimate{"cpu", 0.5, 0.0};
  };
  Jobs jobs;
  dialog_.offerEstimate(jobs, accessTo(engine));
  for (const SuiteRow& row : suiteRows()) choose(QString::fromStdString(row.name), row.name == "supervised-student");
  std::int64_t iterations = 0;
  for (const SuiteRun& run : dialog_.suite().plan) iterations += iterationsOf(run);
  ASSERT_EQ(dialog_.suite().plan.size(), 3U);
  auto* time = dialog_.findChild<QLabel*>("time");
  dialog_.findChild<QPushButton*>("estimate")->click();
  const QString expected = "About " + roughTime(0.5 * static_cast<double>(iterations)) + ", evaluations not counted.";
  ASSERT_TRUE(waitFor([&] { return time->text() == expected; })) << time->text().toStdString();
  EXPECT_EQ(probes, 1);
  type("seeds", "1");
  EXPECT_TRUE(time->isHidden()) << "it is of another suite";
}

TEST_F(SuiteDialogTest, SaysWhatIsMissing) {
  type("seeds", "");
  EXPECT_EQ(dialog_.problem(), "Write at least one seed.");
  type("seeds", "1, two");
  EXPECT_EQ(dialog_.problem(), "Seed “two” is no number that can be a seed; write whole numbers such as 1, 2, 3");
  type("seeds", "1");
  type("folder", "../elsewhere");
  EXPECT_EQ(dialog_.problem(), "The folder needs a name without / that does not begin with a dot.");
}

}  // namespace
}  // namespace macadam
