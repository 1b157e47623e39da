#include "spec/idle_settings.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

std::string why(const RunSpec& spec, const std::string& key) {
  return whyIdle(key, idleSettings(spec));
}

TEST(IdleSettings, AreOfNetworksThatTheMethodDoesNotBuild) {
  RunSpec spec;
  EXPECT_EQ(why(spec, "networks.teacher2.width"), "");
  spec.method = SupervisedSpec{.network = Role::Teacher1};
  EXPECT_EQ(why(spec, "networks.teacher1.width"), "");
  EXPECT_EQ(why(spec, "networks.student.width"), "the method does not build this network");
  EXPECT_EQ(why(spec, "schedule.unlabelled_batch"), "the method learns from labelled tiles alone");
}

TEST(IdleSettings, AreWhatAnotherSettingDecidesAlready) {
  RunSpec spec;
  spec.method = SslkdSpec{.featureWeight = 0.0, .teachersFrom = "/teachers"};
  spec.split.file = "/split.toml";
  spec.schedule.previewEvery = 0;
  EXPECT_EQ(why(spec, "method.teachers.iterations"), "method.teachers_from names trained ones");
  EXPECT_EQ(why(spec, "method.teachers.pseudo_labels_on"), "method.teachers_from names trained ones");
  EXPECT_EQ(why(spec, "method.teachers.others"), "") << "it says which of the trained ones teach";
  EXPECT_EQ(why(spec, "method.teachers_from"), "");
  EXPECT_EQ(why(spec, "networks.teacher1.encoder"), "the method does not build this network");
  EXPECT_EQ(why(spec, "method.features_on"), "method.feature_weight is 0");
  EXPECT_EQ(why(spec, "split.seed"), "split.file names a split that is drawn already");
  EXPECT_EQ(why(spec, "schedule.preview_tile"), "schedule.preview_every is 0");
  EXPECT_EQ(why(spec, "schedule.pretrained_encoder_factor"), "no encoder is pretrained");
  EXPECT_EQ(why(spec, "schedule.frozen_encoder_iterations"), "no encoder is pretrained");
  spec.networks.student.pretrained = "/resnet50.pth";
  EXPECT_EQ(why(spec, "schedule.frozen_encoder_iterations"), "");
}

TEST(IdleSettings, AreTheMomentumOfAnotherOptimizer) {
  RunSpec spec;
  EXPECT_EQ(why(spec, "schedule.momentum"), "");
  spec.schedule.optimizer = OptimizerKind::AdamW;
  EXPECT_EQ(why(spec, "schedule.momentum"), "schedule.optimizer is not \"sgd\"");
  EXPECT_EQ(why(spec, "schedule.weight_decay"), "");
}

TEST(IdleSettings, AreTheWeightOfRoadInALossWithoutIt) {
  RunSpec spec;
  EXPECT_EQ(why(spec, "schedule.road_weight"), "schedule.loss is not \"weighted_cross_entropy\"");
  spec.schedule.loss.kind = LossKind::WeightedCrossEntropy;
  EXPECT_EQ(why(spec, "schedule.road_weight"), "");
}

TEST(IdleSettings, AreOfAStudentThatIsGiven) {
  RunSpec spec;
  spec.networks.student.pretrained = "/resnet50.pth";
  spec.networks.studentFrom = "/run";
  EXPECT_EQ(why(spec, "networks.student.pretrained"), "networks.student_from names all its weights");
  EXPECT_EQ(why(spec, "networks.student_from"), "");
  EXPECT_EQ(why(spec, "schedule.pretrained_encoder_factor"), "no encoder is pretrained");
  spec.method = CpsSpec{};
  EXPECT_EQ(why(spec, "networks.student.pretrained"), "") << "the other of the two students is not given";
  spec.method = SupervisedSpec{.network = Role::Teacher1};
  EXPECT_EQ(why(spec, "networks.student_from"), "the method does not build the student");
}

TEST(IdleSettings, AreOfTermsOfDistillationWithoutAWeight) {
  RunSpec spec;
  const std::string terms = "method.distillation.";
  EXPECT_EQ(why(spec, terms + "hinton_temperature"), "method.distillation.hinton_weight is 0");
  EXPECT_EQ(why(spec, terms + "liu_pair_regions"), "method.distillation.liu_pair_weight is 0");
  EXPECT_EQ(why(spec, terms + "dist_on"), "method.distillation.dist_weight is 0");
  EXPECT_EQ(why(spec, terms + "dist_weight"), "");
  EXPECT_EQ(why(spec, terms + "feature_transfer"), "");
  spec.method = SslkdSpec{.featureWeight = 0.0, .distillation = {.hintonWeight = 1.0}};
  EXPECT_EQ(why(spec, terms + "hinton_temperature"), "");
  EXPECT_EQ(why(spec, terms + "hinton_on"), "");
  EXPECT_EQ(why(spec, terms + "feature_transfer"), "method.feature_weight and method.distillation.heo_weight are 0");
  std::get<SslkdSpec>(spec.method).distillation.heoWeight = 1.0;
  EXPECT_EQ(why(spec, terms + "feature_transfer"), "");
}

TEST(IdleSettings, AreFewOfADistillationThatTrainsItsTeachers) {
  for (const char* key : {"schedule.unlabelled_batch", "method.teachers.weight", "split.seed", "method.features_on",
                          "networks.student.width", "schedule.preview_tile"}) {
    EXPECT_EQ(why({}, key), "") << key;
  }
}

}  // namespace
}  // namespace macadam
