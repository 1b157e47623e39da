#include "spec/validate.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace macadam {
namespace {

RunSpec goodSpec() {
  RunSpec spec;
  spec.data.path = "/data";
  return spec;
}

/// All problems as lines, in order.
std::string problemsOf(const RunSpec& spec) {
  std::string lines;
  for (const Problem& problem : validate(spec)) lines += describe(problem) + '\n';
  return lines;
}

TEST(Validate, AcceptsTheDefaultsOfEveryMethod) {
  for (const MethodFacts& method : kMethods) {
    RunSpec spec = goodSpec();
    spec.method = methodFromName(std::string(method.name));
    EXPECT_EQ(problemsOf(spec), "") << method.name;
  }
}

TEST(Validate, NamesEveryValueOutOfRangeAtOnce) {
  RunSpec spec = goodSpec();
  spec.schedule.labelledBatch = 0;
  spec.schedule.learningRate = 0.0;
  spec.schedule.minimumLearningRate = 0.0;
  spec.data.tileSize = 31;
  EXPECT_EQ(problemsOf(spec),
            "data.tile_size is 31; write a whole number from 32 to 8192\n"
            "schedule.labelled_batch is 0; write a whole number from 1 to 4096\n"
            "schedule.learning_rate is 0.0; write a number above 0 and at most 100\n");
}

TEST(Validate, RefusesValuesThatAreNoNumbers) {
  RunSpec spec = goodSpec();
  spec.schedule.momentum = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(problemsOf(spec), "schedule.momentum is nan; write a number from 0 to 0.999\n");
}

TEST(Validate, ChecksTheChosenNetworkAndMethodInTheirTables) {
  RunSpec spec = goodSpec();
  spec.networks.of(Role::Teacher2) = NetworkSpec{.decoder = Decoder::SegNet, .encoder = Encoder::Vgg16, .width = 9};
  spec.method = CctSpec{.rampFraction = 2};
  EXPECT_EQ(problemsOf(spec),
            "networks.teacher2.width is 9.0; write a number from 0.05 to 4\n"
            "method.ramp_fraction is 2.0; write a number from 0 to 1\n");
}

TEST(Validate, RefusesAnEncoderThatItsDecoderCannotStandOn) {
  RunSpec spec = goodSpec();
  spec.method = SupervisedSpec{};
  spec.networks.student = {.decoder = Decoder::SegNet, .encoder = Encoder::ResNet18};
  EXPECT_EQ(problemsOf(spec), "networks.student.encoder cannot be taken here; take \"vgg16\"\n");
}

TEST(Validate, RefusesNamesThatCannotNameAFolder) {
  for (const char* name : {"", ".", "..", "a/b", "a\\b", "a\nb"}) {
    RunSpec spec = goodSpec();
    spec.name = name;
    EXPECT_EQ(problemsOf(spec), "name cannot name a folder; write a text without / and \\\n") << name;
  }
}

TEST(Validate, AsksForData) {
  EXPECT_EQ(problemsOf(RunSpec{}), "data.path is empty; name the folder of a data set\n");
}

TEST(Validate, TakesBandsAsThreeNumbers) {
  RunSpec spec = goodSpec();
  spec.data.bands = "3,2,1";
  EXPECT_EQ(problemsOf(spec), "");
  spec.data.bands = "red";
  EXPECT_EQ(problemsOf(spec),
            "data.bands is \"red\"; write three band numbers from 1, for example \"3,2,1\", or leave it empty\n");
}

TEST(Validate, LeavesSomethingToTrainOn) {
  RunSpec spec = goodSpec();
  spec.split.validationShare = 0.5;
  spec.split.testShare = 0.5;
  EXPECT_EQ(
      problemsOf(spec),
      "split.validation_share and split.test_share leave nothing to train on; choose shares whose sum is below 1\n");
  spec.split.file = "/splits/mine.toml";
  EXPECT_EQ(problemsOf(spec), "");
}

TEST(Validate, RefusesScalesInTheWrongOrder) {
  RunSpec spec = goodSpec();
  spec.augment.minimumScale = 2.0;
  EXPECT_EQ(problemsOf(spec), "augment.minimum_scale is above augment.maximum_scale; swap the two\n");
}

TEST(Validate, RefusesALearningRateBelowItsFloor) {
  RunSpec spec = goodSpec();
  spec.schedule.minimumLearningRate = 0.02;
  EXPECT_EQ(problemsOf(spec), "schedule.minimum_learning_rate is above schedule.learning_rate; lower it\n");
}

TEST(Validate, RefusesARateThatOnlyRises) {
  RunSpec spec = goodSpec();
  spec.schedule.learningRateWarmUp = 50;
  spec.method = SupervisedSpec{.iterations = 50};
  EXPECT_EQ(problemsOf(spec), "schedule.learning_rate_warm_up is 50 of 50 iterations; leave some at the full rate\n");
  spec.method =
      SslkdSpec{.iterations = 51, .warmUpIterations = 0, .teachers = {.iterations = 50, .warmUpIterations = 0}};
  EXPECT_NE(problemsOf(spec), "") << "the teachers' course is shorter";
  std::get<SslkdSpec>(spec.method).teachers.iterations = 51;
  EXPECT_EQ(problemsOf(spec), "");
}

TEST(Validate, RefusesAWarmUpThatLeavesNothing) {
  RunSpec spec = goodSpec();
  spec.method =
      SslkdSpec{.iterations = 100, .warmUpIterations = 100, .teachers = {.iterations = 50, .warmUpIterations = 60}};
  EXPECT_EQ(problemsOf(spec),
            "method.warm_up_iterations is 100 of 100 iterations; leave some for what follows the warm-up\n"
            "method.teachers.warm_up_iterations is 60 of 50 iterations; leave some for what follows the warm-up\n");
  spec.method = CpsSpec{.iterations = 10, .warmUpIterations = 10};
  EXPECT_EQ(problemsOf(spec),
            "method.warm_up_iterations is 10 of 10 iterations; leave some for what follows the warm-up\n");
}

TEST(Validate, IgnoresTheTeachersTrainingWhenTheyComeFromAFile) {
  RunSpec spec = goodSpec();
  spec.method = SslkdSpec{.teachersFrom = "/runs/teachers", .teachers = {.iterations = 50, .warmUpIterations = 60}};
  EXPECT_EQ(problemsOf(spec), "");
}

TEST(Validate, LeavesTheFeaturesOfTeachersFromAFileToThatFile) {
  RunSpec spec = goodSpec();
  spec.networks.student = NetworkSpec{.encoder = Encoder::ResNet18};  // teacher1 of the spec is a ResNet-101
  spec.method = SslkdSpec{.teachersFrom = "/runs/teachers"};
  EXPECT_EQ(problemsOf(spec), "");
}

TEST(Validate, RefusesNamesOfGivenTeachersThatAreNone) {
  RunSpec spec = goodSpec();
  spec.method = SslkdSpec{.teachersFrom = "/runs/teachers", .teachers = {.others = "teacher3"}};
  EXPECT_EQ(problemsOf(spec), "") << "the file may hold it";
  spec.method = SslkdSpec{.teachersFrom = "/runs/teachers", .teachers = {.others = "techer3"}};
  EXPECT_EQ(problemsOf(spec), "method.teachers.others names 'techer3'; did you mean 'teacher3'?\n");
}

TEST(Validate, KnowsWhichMethodsTakeUnlabelledTiles) {
  EXPECT_FALSE(readsUnlabelled(SupervisedSpec{}));
  EXPECT_FALSE(readsUnlabelled(CmsSpec{.pseudoLabelsOn = Scope::Labelled}));
  EXPECT_TRUE(readsUnlabelled(CmsSpec{.pseudoLabelsOn = Scope::Unlabelled}));
  EXPECT_TRUE(readsUnlabelled(CctSpec{}));
}

TEST(Validate, RefusesCmsOfANetworkWithItself) {
  RunSpec spec = goodSpec();
  spec.method = CmsSpec{.first = Role::Teacher1, .second = Role::Teacher1};
  EXPECT_EQ(problemsOf(spec), "method.second is \"teacher1\" like method.first; name two different networks\n");
}

TEST(Validate, WantsTheTeachersOfSslkdToBeTheTeachers) {
  RunSpec spec = goodSpec();
  spec.method = SslkdSpec{.teachers = {.first = Role::Student}};
  EXPECT_EQ(problemsOf(spec), "method.teachers must be teachers alone; leave the student out of them\n");
}

TEST(Validate, RefusesTheFeatureLossBetweenUnequalChannels) {
  RunSpec spec = goodSpec();
  spec.networks.student = NetworkSpec{.encoder = Encoder::ResNet18};
  EXPECT_EQ(problemsOf(spec),
            "method.feature_weight needs equal feature channels, but teacher1 has 2048 and the student 512; "
            "choose an encoder or a width that fits, set method.distillation.feature_transfer = \"projected\", or set "
            "method.feature_weight = 0\n");
}

TEST(Validate, RefusesTheFeatureLossBetweenUnequalStrides) {
  RunSpec spec = goodSpec();
  spec.networks.of(Role::Teacher1) = NetworkSpec{.decoder = Decoder::SegNet, .encoder = Encoder::Vgg16};
  spec.networks.student = NetworkSpec{.encoder = Encoder::ResNet18};
  EXPECT_EQ(problemsOf(spec),
            "method.feature_weight needs equal feature strides, but teacher1 has 32 and the student 16; "
            "choose an encoder or a width that fits, set method.distillation.feature_transfer = \"projected\", or set "
            "method.feature_weight = 0\n");
}

TEST(Validate, RefusesHeosTermLikewise) {
  RunSpec spec = goodSpec();
  spec.networks.student = NetworkSpec{.encoder = Encoder::ResNet18};
  spec.method = SslkdSpec{.featureWeight = 0.0, .distillation = {.heoWeight = 1.0}};
  EXPECT_EQ(problemsOf(spec),
            "method.distillation.heo_weight needs equal feature channels, but teacher1 has 2048 and the student 512; "
            "choose an encoder or a width that fits, set method.distillation.feature_transfer = \"projected\", or set "
            "method.distillation.heo_weight = 0\n");
}

TEST(Validate, AcceptsAnyTeacherWhereFeaturesAreProjected) {
  RunSpec spec = goodSpec();
  spec.networks.of(Role::Teacher1) = NetworkSpec{.decoder = Decoder::SegNet, .encoder = Encoder::Vgg16};
  spec.networks.student = NetworkSpec{.encoder = Encoder::ResNet18};
  spec.method = SslkdSpec{
      .distillation = {.featureTransfer = FeatureTransfer::Projected, .heoWeight = 1.0, .liuPairWeight = 1.0}};
  EXPECT_EQ(problemsOf(spec), "");
}

TEST(Validate, ChecksTheTermsOfDistillation) {
  RunSpec spec = goodSpec();
  spec.method = SslkdSpec{.distillation = {.hintonTemperature = 0.0, .liuPairRegions = 0, .cwdWeight = -1.0}};
  EXPECT_EQ(problemsOf(spec),
            "method.distillation.hinton_temperature is 0.0; write a number above 0 and at most 100\n"
            "method.distillation.liu_pair_regions is 0; write a whole number from 1 to 64\n"
            "method.distillation.cwd_weight is -1.0; write a number of at least 0\n");
}

TEST(Validate, AcceptsAnyTeacherWithoutTheFeatureLoss) {
  RunSpec spec = goodSpec();
  spec.networks.of(Role::Teacher1) = NetworkSpec{.decoder = Decoder::SegNet, .encoder = Encoder::Vgg16};
  spec.method = SslkdSpec{.featureWeight = 0.0};
  EXPECT_EQ(problemsOf(spec), "");
}

TEST(Validate, RefusesPretrainedWeightsForScaledEncoders) {
  RunSpec spec = goodSpec();
  spec.networks.of(Role::Teacher2) = NetworkSpec{
      .decoder = Decoder::SegNet, .encoder = Encoder::Vgg16, .width = 0.5, .pretrained = "/weights/vgg16_bn.pth"};
  EXPECT_EQ(problemsOf(spec),
            "networks.teacher2.pretrained does not fit width 0.5; "
            "pretrained encoders have width 1; set width = 1.0 or leave pretrained empty\n");
}

TEST(Validate, RefusesDeepLabOnSingleTiles) {
  RunSpec spec = goodSpec();
  spec.schedule.labelledBatch = 1;
  spec.schedule.unlabelledBatch = 1;
  EXPECT_EQ(
      problemsOf(spec),
      "schedule.labelled_batch is 1, but networks.student (DeepLabV3+) normalises its pooled branch over the batch; "
      "set at least 2\n"
      "schedule.unlabelled_batch is 1, but networks.student (DeepLabV3+) normalises its pooled branch over the batch; "
      "set at least 2\n");
}

TEST(Validate, AcceptsSegNetOnSingleTiles) {
  RunSpec spec = goodSpec();
  spec.schedule.labelledBatch = 1;
  spec.schedule.unlabelledBatch = 0;
  spec.method = SupervisedSpec{.network = Role::Teacher2};
  EXPECT_EQ(problemsOf(spec), "");
}

TEST(Validate, AsksForUnlabelledTilesWhereAMethodLearnsFromThem) {
  RunSpec spec = goodSpec();
  spec.schedule.unlabelledBatch = 0;
  const std::string refusal =
      "schedule.unlabelled_batch is 0, but the method learns from unlabelled tiles; set at least 1\n";
  for (const MethodSpec& method :
       {MethodSpec(CpsSpec{}), MethodSpec(CmsSpec{}), MethodSpec(CctSpec{}), MethodSpec(SslkdSpec{})}) {
    spec.method = method;
    EXPECT_EQ(problemsOf(spec), refusal) << method.index();
  }
  spec.method = CpsSpec{.pseudoLabelsOn = Scope::Labelled};
  EXPECT_EQ(problemsOf(spec), "");
}

}  // namespace
}  // namespace macadam
