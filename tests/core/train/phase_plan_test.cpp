#include "train/phase_plan.h"

#include <gtest/gtest.h>

namespace macadam {

TEST(PhasePlan, TheWholeMethodHasFourStagesInTwoPhases) {
  RunSpec spec;
  spec.method =
      SslkdSpec{.iterations = 100, .warmUpIterations = 30, .teachers = {.iterations = 50, .warmUpIterations = 20}};
  const std::vector<Phase> phases = planPhases(spec, "folder");
  ASSERT_EQ(phases.size(), 2U);
  ASSERT_EQ(phases[0].stages.size(), 2U);
  EXPECT_EQ(phases[0].stages[0].name, "teachers supervised");
  EXPECT_EQ(phases[0].stages[0].iterations, 20);
  EXPECT_EQ(phases[0].stages[1].name, "teachers CMS");
  EXPECT_EQ(phases[0].stages[1].iterations, 30);
  EXPECT_EQ(phases[1].stages[0].name, "student warm-up");
  EXPECT_EQ(phases[1].stages[1].name, "student SSLKD");
  EXPECT_EQ(phases[1].stages[1].iterations, 70);
  EXPECT_EQ(phases[1].frozenFrom, "folder/teachers.safetensors");
  EXPECT_EQ(totalIterations(phases), 150);
  EXPECT_EQ(stageCount(phases), 4);
  EXPECT_EQ(stageIndex(phases, 0, phases[0].stages[1]), 1);
  EXPECT_EQ(stageIndex(phases, 1, phases[1].stages[1]), 3);
}

TEST(PhasePlan, GivenTeachersAreNotTrainedAgain) {
  RunSpec spec;
  spec.method = SslkdSpec{.warmUpIterations = 0, .teachersFrom = "runs/teachers"};
  const std::vector<Phase> phases = planPhases(spec, "folder");
  ASSERT_EQ(phases.size(), 1U);
  EXPECT_EQ(phases[0].stages.size(), 1U);
  EXPECT_EQ(phases[0].frozenFrom, "runs/teachers");
}

TEST(PhasePlan, CpsTrainsTwoStudentsAndIsJudgedByTheFirst) {
  RunSpec spec;
  spec.method = CpsSpec{};
  const std::vector<Phase> phases = planPhases(spec, "folder");
  ASSERT_EQ(phases[0].trained.size(), 2U);
  EXPECT_EQ(phases[0].trained[1].name, "student2");
  EXPECT_EQ(phases[0].judgedBy, std::vector<std::string>{"student"});
}

TEST(PhasePlan, CmsOfStudentAndTeacherIsJudgedByTheStudent) {
  RunSpec spec;
  spec.method = CmsSpec{.first = Role::Student, .second = Role::Teacher2};
  EXPECT_EQ(planPhases(spec, "folder")[0].judgedBy, std::vector<std::string>{"student"});
}

}  // namespace macadam
