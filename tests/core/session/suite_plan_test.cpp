#include "session/suite_plan.h"

#include "base/error.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

RunSpec base() {
  RunSpec spec;
  spec.name = "roads";
  spec.split.seed = 9;
  SslkdSpec method;
  method.iterations = 300;
  method.warmUpIterations = 60;
  method.teachers.iterations = 500;
  method.teachers.warmUpIterations = 100;
  spec.method = method;
  return spec;
}

std::int64_t iterationsOf(const SuiteRun& run) {
  return std::visit([](const auto& method) { return method.iterations; }, run.spec.method);
}

TEST(SuitePlan, StudentsHaveEqualIterationsAndTeachersTheirs) {
  const auto plan = planSuite(base(), suiteTable("paper").rows, {1});
  ASSERT_EQ(plan.size(), 8u);
  const std::vector<std::int64_t> expected{300, 500, 500, 500, 300, 300, 300, 300};
  for (std::size_t i = 0; i < plan.size(); ++i) EXPECT_EQ(iterationsOf(plan[i]), expected[i]) << plan[i].row;
}

TEST(SuitePlan, SslkdBringsTheTeachersThatItLearnsFrom) {
  const auto plan = planSuite(base(), {"sslkd"}, {4});
  ASSERT_EQ(plan.size(), 2u);
  EXPECT_EQ(plan[0].row, "cms-teachers");
  EXPECT_EQ(plan[1].row, "sslkd");
  EXPECT_EQ(plan[0].teachers, "");
  EXPECT_EQ(plan[1].teachers, "cms-teachers");
}

TEST(SuitePlan, TeachersThatTheBaseNamesAreTaken) {
  RunSpec spec = base();
  std::get<SslkdSpec>(spec.method).teachersFrom = "/runs/teachers";
  const auto plan = planSuite(spec, {"sslkd"}, {1});
  ASSERT_EQ(plan.size(), 1u);
  EXPECT_EQ(plan[0].teachers, "");
  EXPECT_EQ(std::get<SslkdSpec>(plan[0].spec.method).teachersFrom, "/runs/teachers");
}

TEST(SuitePlan, SeedsChangeTheWeightsAndNotTheSplit) {
  const auto plan = planSuite(base(), {"supervised-student"}, {1, 2});
  ASSERT_EQ(plan.size(), 2u);
  EXPECT_EQ(plan[0].spec.seed, 1u);
  EXPECT_EQ(plan[1].spec.seed, 2u);
  EXPECT_EQ(plan[0].spec.split, plan[1].spec.split);
  EXPECT_EQ(plan[0].spec.split.seed, 9u);
  EXPECT_EQ(plan[1].spec.name, "roads-supervised-student-seed2");
}

TEST(SuitePlan, CmsOfTheStudentPairsItWithTheSecondTeacher) {
  const auto plan = planSuite(base(), {"cms-student"}, {1});
  const auto& method = std::get<CmsSpec>(plan.at(0).spec.method);
  EXPECT_EQ(method.first, Role::Student);
  EXPECT_EQ(method.second, Role::Teacher2);
  EXPECT_EQ(method.warmUpIterations, 60);
}

TEST(SuitePlan, CpsAndTheStudentsCmsDifferInTheirNetworksAlone) {
  RunSpec spec = base();
  CmsSpec& teachers = std::get<SslkdSpec>(spec.method).teachers;
  teachers.weight = 0.5;
  teachers.pseudoLabelsOn = Scope::Unlabelled;
  const auto plan = planSuite(spec, {"cps", "cms-student"}, {1});
  EXPECT_EQ(std::get<CpsSpec>(plan.at(0).spec.method),
            (CpsSpec{.iterations = 300, .warmUpIterations = 60, .weight = 0.5, .pseudoLabelsOn = Scope::Unlabelled}));
  const auto& cms = std::get<CmsSpec>(plan.at(1).spec.method);
  EXPECT_EQ(cms.weight, 0.5);
  EXPECT_EQ(cms.pseudoLabelsOn, Scope::Unlabelled);
}

TEST(SuitePlan, EveryRunIsFoundAgainInItsRow) {
  for (const SuiteRun& run : planSuite(base(), suiteTable("paper").rows, {1})) {
    ASSERT_NE(rowOf(run.spec), nullptr) << run.row;
    EXPECT_EQ(rowOf(run.spec)->name, run.row);
  }
}

TEST(SuitePlan, RunsThatTakeTeachersOrElseLearnFromUnlabelledTilesAskTheMost) {
  EXPECT_EQ(mostDemanding(planSuite(base(), {"supervised-student", "cps"}, {1})).name, "roads-cps-seed1");
  EXPECT_EQ(mostDemanding(planSuite(base(), {"supervised-student", "supervised-teacher1"}, {1})).name,
            "roads-supervised-student-seed1");
  RunSpec taking = base();
  const std::vector<std::string> rows{"cct", "sslkd"};
  EXPECT_EQ(mostDemanding(planSuite(taking, rows, {1})).name, "roads-cms-teachers-seed1");
  std::get<SslkdSpec>(taking.method).teachersFrom = "/runs/teachers";
  EXPECT_EQ(mostDemanding(planSuite(taking, rows, {1})).name, "roads-sslkd-seed1");
}

TEST(SuitePlan, BaseOfAnotherMethodIsRefused) {
  RunSpec spec = base();
  spec.method = CpsSpec{};
  EXPECT_THROW(planSuite(spec, {"cps"}, {1}), Error);
}

TEST(SuitePlan, EveryRowHasANameThatReadsBack) {
  for (const SuiteRow& row : suiteRows()) EXPECT_EQ(&suiteRow(row.name), &row);
  EXPECT_THROW(suiteRow("supervised"), Error);
}

}  // namespace
}  // namespace macadam
