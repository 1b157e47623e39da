#include "predict/predictor.h"

#include "base/error.h"
#include "image/tensor_image.h"
#include "nn/safetensors.h"
#include "runs/run_store.h"
#include "spec/run_spec_toml.h"
#include "support/temporary_folder.h"
#include "train/checkpoint.h"
#include "train/evaluate.h"
#include "train/pixels_entry.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

namespace macadam {
namespace {

const DeviceSpec kCpu{.kind = DeviceKind::Cpu};
const NetworkSpec kSmallDeepLab = NetworkSpec{.encoder = Encoder::ResNet18, .width = 0.125};
const NetworkSpec kSmallSegNet = NetworkSpec{.decoder = Decoder::SegNet, .encoder = Encoder::Vgg16, .width = 0.125};

cv::Mat noise(cv::Size size) {
  cv::Mat rgb(size, CV_8UC3);
  cv::theRNG().state = 7;
  cv::randu(rgb, 0, 256);
  return rgb;
}

/// A network whose BatchNorm statistics are not those it was born with.
SavedNetwork usedNetwork(const std::string& name, const NetworkSpec& spec) {
  SavedNetwork saved{name, spec, makeNetwork(spec, 3)};
  torch::NoGradGuard noGrad;
  saved.network->train();
  for (int i = 0; i < 3; ++i) saved.network->forward(torch::rand({2, 3, 64, 64}) * 2.0 - 0.5);
  saved.network->eval();
  return saved;
}

void save(const std::filesystem::path& file, const std::vector<SavedNetwork>& networks) {
  TensorFile contents;
  for (const SavedNetwork& network : networks) addNetwork(contents, network);
  writeSafetensors(file, contents);
}

class PredictorOf : public testing::TestWithParam<NetworkSpec> {};

TEST_P(PredictorOf, SaysWhatEvaluationSaysAtAnySize) {
  const TemporaryFolder folder;
  const SavedNetwork saved = usedNetwork("student", GetParam());
  save(folder / "best.safetensors", {saved});
  Predictor predictor(folder / "best.safetensors", "student", kCpu, 1);
  for (const cv::Size size : {cv::Size(64, 64), cv::Size(75, 50)}) {
    const cv::Mat rgb = noise(size);
    const torch::Tensor expected = roadProbabilityByWindows(*saved.network, toImageTensor(rgb), torch::kCPU, 75);
    const cv::Mat probability = predictor.predict(rgb);
    ASSERT_EQ(probability.type(), CV_32FC1);
    ASSERT_EQ(probability.size(), size);
    EXPECT_LT(cv::norm(probability, toProbabilityMat(expected), cv::NORM_INF), 1e-4);
  }
}

TEST_P(PredictorOf, SeesLargerPicturesByWindowsThatSuitItsCrops) {
  const TemporaryFolder folder;
  const SavedNetwork saved = usedNetwork("student", GetParam());
  TensorFile contents;
  addNetwork(contents, saved);
  addCropSide(contents, 40);
  writeSafetensors(folder / "best.safetensors", contents);
  EXPECT_EQ(trainedCropSide(folder / "best.safetensors", "student"), 40);
  Predictor predictor(folder / "best.safetensors", "student", kCpu, 1);
  EXPECT_EQ(predictor.cropSide(), 40);

  const cv::Mat rgb = noise({96, 64});
  const cv::Mat probability = predictor.predict(rgb);
  const cv::Mat left = predictor.predict(rgb.colRange(0, 64).clone());
  const cv::Mat right = predictor.predict(rgb.colRange(32, 96).clone());
  EXPECT_LT(cv::norm(probability.colRange(0, 64), left, cv::NORM_INF), 1e-5);
  EXPECT_LT(cv::norm(probability.colRange(64, 96), right.colRange(32, 64), cv::NORM_INF), 1e-5);
  EXPECT_GT(cv::norm(probability.colRange(32, 64), right.colRange(0, 32), cv::NORM_INF), 1e-4);
}

TEST(TrainedCropSide, IsNotKnownOfACheckpointAlone) {
  const TemporaryFolder folder;
  save(folder / "best.safetensors", {usedNetwork("student", kSmallSegNet)});
  EXPECT_EQ(trainedCropSide(folder / "best.safetensors", "student"), 0);
}

TEST(TrainedCropSide, IsSaidByTheRunOfACheckpointOfOld) {
  const TemporaryFolder folder;
  const RunFolder run = createRun(folder.path(), "old", toToml(RunSpec{.name = "old", .data = {.tileSize = 96}}));
  save(run.bestCheckpoint(), {usedNetwork("student", kSmallSegNet)});
  EXPECT_EQ(trainedCropSide(run.path(), "student"), 96);
  EXPECT_EQ(trainedCropSide(run.bestCheckpoint(), "student"), 96);
}

TEST(TrainedCropSide, ThatCannotBeIsRefused) {
  const TemporaryFolder folder;
  for (const char* side : {"wide", "-3", "0", "1e300", "1.5"}) {
    TensorFile contents;
    addNetwork(contents, usedNetwork("student", kSmallSegNet));
    contents.metadata["crop_side"] = side;
    writeSafetensors(folder / "best.safetensors", contents);
    EXPECT_THROW(trainedCropSide(folder / "best.safetensors", "student"), Error) << side;
  }
}

TEST_P(PredictorOf, TakesPicturesSmallerThanItsEncoderHalves) {
  const TemporaryFolder folder;
  save(folder / "best.safetensors", {usedNetwork("student", GetParam())});
  Predictor predictor(folder / "best.safetensors", "student", kCpu, 1);
  EXPECT_EQ(predictor.predict(noise({20, 9})).size(), cv::Size(20, 9));
  EXPECT_EQ(predictor.predict(noise({1, 1})).size(), cv::Size(1, 1));
  EXPECT_EQ(predictor.predict(noise({100, 5})).size(), cv::Size(100, 5));
}

INSTANTIATE_TEST_SUITE_P(EachArchitecture, PredictorOf, testing::Values(kSmallDeepLab, kSmallSegNet));

TEST(Predictor, ANetworkThatIsNotThereIsAnsweredWithThoseThatAre) {
  const TemporaryFolder folder;
  save(folder / "teachers.safetensors",
       {usedNetwork("teacher1", kSmallDeepLab), usedNetwork("teacher2", kSmallSegNet)});
  try {
    Predictor(folder / "teachers.safetensors", "student", kCpu);
    FAIL() << "a network that is not there was loaded";
  } catch (const Error& error) {
    const Problem& problem = error.problems().front();
    EXPECT_EQ(problem.where, (folder / "teachers.safetensors").string());
    EXPECT_EQ(problem.what, "holds no network 'student'");
    EXPECT_EQ(problem.remedy, "choose one that it holds: teacher1, teacher2");
  }
}

TEST(Predictor, ARunFolderOffersTheNetworksOfAllItsCheckpoints) {
  const TemporaryFolder run;
  std::filesystem::create_directory(run / "checkpoints");
  save(run.path() / "checkpoints" / "teachers.safetensors", {usedNetwork("teacher1", kSmallSegNet)});
  save(run.path() / "checkpoints" / "best.safetensors", {usedNetwork("student", kSmallDeepLab)});
  EXPECT_EQ(networkNames(run.path()), (std::vector<std::string>{"student", "teacher1"}));
  EXPECT_EQ(Predictor(run.path(), "teacher1", kCpu, 1).predict(noise({32, 32})).size(), cv::Size(32, 32));
}

TEST(Predictor, AFolderWithoutCheckpointsAndAMissingFileAreErrors) {
  const TemporaryFolder folder;
  EXPECT_THROW(Predictor(folder.path(), "student", kCpu), Error);
  EXPECT_THROW(Predictor(folder / "none.safetensors", "student", kCpu), Error);
}

}  // namespace
}  // namespace macadam
