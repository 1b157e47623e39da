#include "base/error.h"
#include "spec/run_spec_toml.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

RunSpec overridden(std::string_view assignment) {
  RunSpec spec;
  applyOverride(spec, assignment);
  return spec;
}

std::string refusalOf(std::string_view assignment) {
  RunSpec spec;
  try {
    applyOverride(spec, assignment);
  } catch (const Error& error) {
    EXPECT_EQ(spec, RunSpec{}) << "a refused override changed the spec";
    return error.what();
  }
  return "accepted";
}

TEST(RunSpecOverride, ChangesOneField) {
  RunSpec expected;
  expected.schedule.learningRate = 0.02;
  EXPECT_EQ(overridden("schedule.learning_rate=0.02"), expected);
  EXPECT_EQ(overridden(" schedule.learning_rate = 0.02 "), expected);
}

TEST(RunSpecOverride, TakesTextsWithAndWithoutQuotes) {
  EXPECT_EQ(overridden("name=first try").name, "first try");
  EXPECT_EQ(overridden("name=\"12\"").name, "12");
  EXPECT_EQ(overridden("name=").name, "");
  EXPECT_EQ(overridden("device=cuda:1").device, (DeviceSpec{DeviceKind::Cuda, 1}));
  EXPECT_EQ(overridden("data.path=/data/a=b").data.path, "/data/a=b");
}

TEST(RunSpecOverride, KeepsTheOtherFieldsOfAMethod) {
  RunSpec spec;
  applyOverride(spec, "method.teachers.iterations=30");
  applyOverride(spec, "method.teachers.warm_up_iterations=10");
  applyOverride(spec, "method.kind=sslkd");
  EXPECT_EQ(std::get<SslkdSpec>(spec.method), (SslkdSpec{.teachers = {.iterations = 30, .warmUpIterations = 10}}));
}

TEST(RunSpecOverride, ANewKindKeepsWhatItHasInCommonWithTheOneBefore) {
  RunSpec spec;
  spec.method = SslkdSpec{.iterations = 300,
                          .warmUpIterations = 40,
                          .featureWeight = 0.1,
                          .teachers = {.first = Role::Teacher2,
                                       .second = Role::Teacher1,
                                       .iterations = 200,
                                       .warmUpIterations = 100,
                                       .weight = 0.5,
                                       .pseudoLabelsOn = Scope::Unlabelled}};
  const auto changedTo = [&](std::string_view kind) {
    RunSpec changed = spec;
    applyOverride(changed, "method.kind=" + std::string(kind));
    return changed.method;
  };
  EXPECT_EQ(changedTo("supervised"), MethodSpec(SupervisedSpec{.iterations = 300}));
  EXPECT_EQ(changedTo("cps"),
            MethodSpec(CpsSpec{
                .iterations = 300, .warmUpIterations = 40, .weight = 0.5, .pseudoLabelsOn = Scope::Unlabelled}));
  EXPECT_EQ(changedTo("cms"), MethodSpec(CmsSpec{.first = Role::Teacher2,
                                                 .second = Role::Teacher1,
                                                 .iterations = 300,
                                                 .warmUpIterations = 40,
                                                 .weight = 0.5,
                                                 .pseudoLabelsOn = Scope::Unlabelled}));
  EXPECT_EQ(changedTo("cct"), MethodSpec(CctSpec{.iterations = 300, .weight = 30.0})) << "its weight is another term's";
}

TEST(RunSpecOverride, TeachersTakeWhatCmsHad) {
  RunSpec spec;
  spec.method = CmsSpec{.iterations = 90, .warmUpIterations = 30, .weight = 0.5, .pseudoLabelsOn = Scope::Unlabelled};
  applyOverride(spec, "method.kind=sslkd");
  EXPECT_EQ(
      spec.method,
      MethodSpec(SslkdSpec{
          .iterations = 90,
          .warmUpIterations = 30,
          .teachers = {.iterations = 90, .warmUpIterations = 30, .weight = 0.5, .pseudoLabelsOn = Scope::Unlabelled}}));
}

TEST(RunSpecOverride, AnotherArchitectureKeepsItsWidthAndNoFileOfTheOther) {
  RunSpec spec;
  auto& before = spec.networks.student;
  before.width = 0.25;
  before.pretrained = "/resnet18.pth";
  applyOverride(spec, "networks.student.architecture=segnet");
  EXPECT_EQ(spec.networks.student, (NetworkSpec{.decoder = Decoder::SegNet, .encoder = Encoder::Vgg16, .width = 0.25}));
  EXPECT_EQ(overridden("networks.student={ architecture = \"segnet\", width = 0.5 }").networks.student,
            (NetworkSpec{.decoder = Decoder::SegNet, .encoder = Encoder::Vgg16, .width = 0.5}));
}

TEST(RunSpecOverride, AFileThatNamesAKindHasItsDefaults) {
  EXPECT_EQ(parseRunSpec("[method]\nkind = \"cps\"\n", "spec").method, MethodSpec(CpsSpec{}));
}

TEST(RunSpecOverride, SeveralMayComeInAnyOrder) {
  RunSpec spec;
  applyOverrides(spec, {"networks.student.encoder=vgg16", "method.ramp_fraction=0.3", "networks.student.width=0.5",
                        "method.kind=cct", "networks.student.architecture=segnet"});
  EXPECT_EQ(spec.networks.student, (NetworkSpec{.decoder = Decoder::SegNet, .encoder = Encoder::Vgg16, .width = 0.5}));
  EXPECT_EQ(std::get<CctSpec>(spec.method).rampFraction, 0.3);
}

TEST(RunSpecOverride, OfSeveralTheChoiceOfAnAlternativeCountsFirst) {
  RunSpec spec;
  applyOverrides(spec, {"networks.student.encoder=vgg16", "method.iterations=7", "networks.student.width=0.5",
                        "networks.student.architecture=segnet", "method.kind=cct", "method.iterations=8"});
  EXPECT_EQ(spec.networks.student, (NetworkSpec{.decoder = Decoder::SegNet, .encoder = Encoder::Vgg16, .width = 0.5}));
  EXPECT_EQ(spec.method, MethodSpec(CctSpec{.iterations = 8}));
}

TEST(RunSpecOverride, RelativePathsCountFromTheCurrentFolder) {
  EXPECT_EQ(overridden("data.path=roads").data.path, (std::filesystem::current_path() / "roads").string());
}

TEST(RunSpecOverride, ChecksLikeAFile) {
  EXPECT_EQ(refusalOf("schedule.learning_rate=-1"),
            "schedule.learning_rate is -1; write a number above 0 and at most 100");
  EXPECT_EQ(refusalOf("schedule.learning_rate=fast"),
            "schedule.learning_rate is \"fast\"; write a number above 0 and at most 100");
  EXPECT_EQ(refusalOf("shedule.learning_rate=1"), "shedule is not a field; did you mean 'schedule'?");
  EXPECT_EQ(refusalOf("name=12"), "name is 12; write a text in quotes");
}

TEST(RunSpecOverride, RefusesWhatIsNoAssignment) {
  EXPECT_EQ(refusalOf("seed"), "'seed' is no assignment; write field=value, as in schedule.learning_rate=0.02");
  EXPECT_EQ(refusalOf("=3"), "'=3' is no assignment; write field=value, as in schedule.learning_rate=0.02");
  EXPECT_EQ(refusalOf("a b=3"), "'a b' is no field; write its table and key, as in schedule.learning_rate=0.02");
}

}  // namespace
}  // namespace macadam
