#include "train/phase_plan.h"

#include "spec/stage_place.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>
#include <vector>

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

TEST(PhasePlan, BeginsEachNetworkAtTheStageThatItsSpecTells) {
  const CmsSpec atOnce{.warmUpIterations = 0};
  const std::vector<std::pair<MethodSpec, StagePlace>> students{{SslkdSpec{}, {3, 4}},
                                                                {SslkdSpec{.teachers = atOnce}, {2, 3}},
                                                                {SslkdSpec{.warmUpIterations = 0}, {3, 3}},
                                                                {SslkdSpec{.teachersFrom = "runs/t"}, {1, 2}},
                                                                {CpsSpec{}, {1, 1}},
                                                                {CctSpec{}, {1, 1}},
                                                                {SupervisedSpec{}, {1, 1}}};
  for (const auto& [method, expected] : students) {
    EXPECT_EQ(stagePlace(method, Role::Student), expected);
    RunSpec spec;
    spec.method = method;
    const std::vector<Phase> phases = planPhases(spec, "folder");
    EXPECT_EQ(stageCount(phases), expected.count);
    const auto isPlanned = [](const Phase& phase) { return phase.trained.front().name == "student"; };
    const auto phase = std::ranges::find_if(phases, isPlanned) - phases.begin();
    EXPECT_EQ(stageIndex(phases, phase, phases[static_cast<std::size_t>(phase)].stages.front()) + 1, expected.first);
  }
  EXPECT_EQ(stagePlace(SslkdSpec{}, Role::Teacher2), (StagePlace{1, 4}));
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

TEST(PhasePlan, CpsTrainsAsManyStudentsAsItsSpecTells) {
  RunSpec spec;
  spec.method = CpsSpec{.networks = 4};
  const std::vector<Phase> phases = planPhases(spec, "folder");
  ASSERT_EQ(phases[0].trained.size(), 4U);
  EXPECT_EQ(phases[0].trained[3].name, "student4");
  EXPECT_EQ(partsOf(spec.method)[3].title, "fourth student");
}

TEST(PhasePlan, MeanTeacherIsJudgedByTheAverageOfItsStudent) {
  RunSpec spec;
  spec.method = MeanTeacherSpec{};
  const std::vector<Phase> phases = planPhases(spec, "folder");
  EXPECT_EQ(phases[0].trained[0].name, "student");
  EXPECT_EQ(phases[0].averaged[0].name, "average");
  EXPECT_EQ(phases[0].judgedBy, std::vector<std::string>{"average"});
}

TEST(PhasePlan, CmsOfStudentAndTeacherIsJudgedByTheStudent) {
  RunSpec spec;
  spec.method = CmsSpec{.first = Role::Student, .second = Role::Teacher2};
  EXPECT_EQ(planPhases(spec, "folder")[0].judgedBy, std::vector<std::string>{"student"});
}

}  // namespace macadam
