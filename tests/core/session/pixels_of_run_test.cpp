#include "base/error.h"
#include "data/split.h"
#include "nn/safetensors.h"
#include "predict/predictor.h"
#include "session/evaluation.h"
#include "session/training_session.h"
#include "spec/run_spec_toml.h"
#include "support/picture_files.h"
#include "support/temporary_folder.h"
#include "support/tiff_file.h"
#include "train/checkpoint.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace macadam {
namespace {

namespace fs = std::filesystem;

/// Keeps the warnings; asks for a stop after `stopAfter` steps.
struct Warnings : EventSink {
  void post(Event event) override {
    const auto* step = std::get_if<StepDone>(&event);
    if (step != nullptr && step->iteration == stopAfter) stop.request_stop();
    if (const auto* warning = std::get_if<Warning>(&event)) messages.push_back(warning->message);
  }

  std::int64_t stopAfter = -1;
  std::stop_source stop;
  std::vector<std::string> messages;
};

/// Tiles of 16 bits: 1000, and 3000 on the road.
class PixelsOfARun : public testing::Test {
 protected:
  PixelsOfARun() {
    for (const std::string name : {"a", "b", "c", "d", "e", "f", "g", "h"}) writeTile(folder_ / "data", name, CV_16U);
    spec_.device.kind = DeviceKind::Cpu;
    spec_.threads = 1;
    spec_.data.path = (folder_ / "data").string();
    spec_.data.tileSize = 32;
    spec_.split.unlabelledPerLabelled = 0.0;
    spec_.networks.student = NetworkSpec{.encoder = Encoder::ResNet18, .width = 0.125};
    spec_.method = SupervisedSpec{.iterations = 4};
    spec_.schedule.labelledBatch = 2;
    spec_.schedule.previewEvery = 0;
    run_ = createRun(folder_ / "runs", "test", toToml(spec_));
  }

  static void writeTile(const fs::path& data, const std::string& name, int depth) {
    cv::Mat band(32, 32, CV_MAKETYPE(depth, 1), cv::Scalar(depth == CV_16U ? 1000 : 60));
    band.rowRange(0, 8).setTo(depth == CV_16U ? 3000 : 160);
    if (depth == CV_16U) band.at<ushort>(31, 31) = static_cast<ushort>(1000 + name[0]);  // equal ones are one scene
    writeTiff(data / "images" / (name + ".tif"), {.bands = {band, band, band}});
    writeRoadMask(data / "masks" / (name + ".png"), 8);
  }

  Warnings train(std::int64_t stopAfter = -1) {
    Warnings warnings;
    warnings.stopAfter = stopAfter;
    PauseGate gate;
    const RunFinished finished = TrainingSession(spec_, *run_).run(warnings.stop.get_token(), gate, warnings);
    EXPECT_NE(finished.ending, Ending::Failed) << finished.message;
    return warnings;
  }

  std::string reading() const { return toText(trainedReading(run_->path(), "student")); }

  EvaluationResult evaluate(const fs::path& data) const {
    return evaluateSaved(
        {.runOrCheckpoint = run_->path(), .data = data, .subset = EvaluationSubset::All, .device = spec_.device});
  }

  TemporaryFolder folder_;
  RunSpec spec_;
  std::optional<RunFolder> run_;
};

TEST_F(PixelsOfARun, AreKeptWithItsCheckpointsAndTakenAgain) {
  const Warnings begun = train(1);
  ASSERT_EQ(begun.messages.size(), 1u);
  EXPECT_EQ(begun.messages[0],
            "8 pictures of more than 8 bits a channel: values from 1000 to 3000 become black to white in all of them");
  train();
  EXPECT_EQ(reading(), "1000..3000 1000..3000 1000..3000");
  const EvaluationResult own = evaluate(folder_ / "data");
  ASSERT_EQ(own.notes.size(), 1u);
  EXPECT_EQ(own.notes[0], "masks hold 0 and 255: by data.mask_values (road=255) 255 is road, 0 is background");

  writeTile(folder_ / "other", "a", CV_8U);
  const EvaluationResult plain = evaluate(folder_ / "other");
  ASSERT_EQ(plain.notes.size(), 2u);
  EXPECT_EQ(
      plain.notes[1],
      "the pictures hold 8 bits a channel, and the run was trained on values from 1000 to 3000: they are taken as "
      "they are");
}

TEST_F(PixelsOfARun, ThatWereMovedWithoutOneOfItsTestTilesAreRefusedByThat) {
  const auto tiles = [](const std::string& names) {
    std::vector<std::string> ids;
    for (const char name : names) ids.push_back(std::string("images/") + name + ".tif");
    return ids;
  };
  saveSplit({.name = "by hand", .labelled = tiles("abcd"), .validation = tiles("ef"), .test = tiles("gh")},
            run_->split());
  train(1);
  fs::rename(folder_ / "data", folder_ / "moved");
  fs::remove(folder_ / "moved/images/g.tif");
  try {
    evaluateSaved({.runOrCheckpoint = run_->path(), .data = folder_ / "moved", .device = spec_.device});
    FAIL() << "measured on no tile";
  } catch (const Error& error) {
    ASSERT_EQ(error.problems().size(), 2u) << error.what();
    EXPECT_EQ(error.problems()[0].what, "has no test tiles with masks");
    EXPECT_EQ(error.problems()[1].what, "holds 1 of the 2 test tiles of the run's split");
  }
}

TEST_F(PixelsOfARun, MeasureASceneAlikeWholeAndCut) {
  train();
  cv::Mat scene(64, 96, CV_16UC1);
  cv::RNG random(5);
  random.fill(scene, cv::RNG::UNIFORM, 900, 3100);
  cv::Mat mask = cv::Mat::zeros(scene.size(), CV_8U);
  mask.rowRange(20, 40).setTo(255);
  const auto write = [](const fs::path& data, const std::string& name, const cv::Mat& band, const cv::Mat& road) {
    writeTiff(data / "images" / (name + ".tif"), {.bands = {band, band, band}});
    writePicture(data / "masks" / (name + ".png"), road);
  };
  write(folder_ / "whole", "scene", scene, mask);
  for (int top = 0; top < 64; top += 32) {
    for (int left = 0; left < 96; left += 32) {
      const cv::Rect tile(left, top, 32, 32);
      write(folder_ / "cut", std::to_string(top) + "x" + std::to_string(left), scene(tile).clone(), mask(tile).clone());
    }
  }
  const EvaluationResult whole = evaluate(folder_ / "whole");
  const EvaluationResult cut = evaluate(folder_ / "cut");
  EXPECT_EQ(whole.sampleIds.size(), 1u);
  EXPECT_EQ(cut.sampleIds.size(), 6u);
  EXPECT_EQ(whole.scores.front().pooled, cut.scores.front().pooled);
  EXPECT_EQ(whole.scores.front().pooled.total(), 64 * 96);
}

TEST_F(PixelsOfARun, OfOldAreStretchedPictureByPicture) {
  train(1);
  TensorFile last = readSafetensors(run_->lastCheckpoint());
  last.metadata.erase("pixels");
  last.metadata.erase("checksum");
  writeSafetensors(run_->lastCheckpoint(), last);
  const Warnings resumed = train();
  ASSERT_EQ(resumed.messages.size(), 1u);
  EXPECT_NE(resumed.messages[0].find("the run does not say how values of more than 8 bits were read"),
            std::string::npos);
  EXPECT_EQ(reading(), "each by itself");
}

}  // namespace
}  // namespace macadam
