#include "data/batch_source.h"
#include "data/edited_masks.h"
#include "data/project.h"
#include "image/mask_file.h"
#include "runs/data_files.h"
#include "runs/provenance.h"
#include "session/prepared_data.h"
#include "session/training_session.h"
#include "spec/run_spec_toml.h"
#include "support/picture_files.h"
#include "support/temporary_folder.h"
#include "support/tiny_world.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

namespace macadam {
namespace {

/// A project with three tiles of 32×32 whose upper half is road; a is labelled, b unlabelled, c validates.
class EditedTraining : public testing::Test {
 protected:
  EditedTraining() {
    for (const char* name : {"a.png", "b.png", "c.png"}) {
      writeImage(folder_ / "data" / "images" / name);
      writeRoadMask(folder_ / "data" / "masks" / name, 16);
    }
    project_ = createProject(folder_ / "project", folder_ / "data", 32);
    std::filesystem::create_directories(project_.splits());
    saveSplit({.name = "default", .labelled = {id("a")}, .unlabelled = {id("b")}, .validation = {id("c")}},
              project_.splitFile("default"));
    spec_ = tinySpec(SupervisedSpec{.iterations = 1});
    spec_.data.path = project_.folder.string();
    spec_.data.tileSize = spec_.data.windowSize = 32;
    spec_.split.file = project_.splitFile("default").string();
    spec_.data.acceptUnlikelyMasks = true;
    spec_.augment = {.flips = false,
                     .quarterTurns = false,
                     .minimumScale = 1.0,
                     .maximumScale = 1.0,
                     .brightness = 0.0,
                     .contrast = 0.0,
                     .saturation = 0.0};
  }

  static std::string id(const std::string& tile) { return "images/" + tile + ".png"; }
  /// Makes the uppermost rows road and the lowest unknown, as the Annotate page does when it saves.
  void edit(const std::string& tile, int roadRows, int unknownRows) {
    cv::Mat mask = cv::Mat::zeros(32, 32, CV_8UC1);
    mask.rowRange(0, roadRows).setTo(1);
    mask.rowRange(32 - unknownRows, 32).setTo(255);
    const std::filesystem::path file = project_.labelFile(id(tile));
    std::filesystem::create_directories(file.parent_path());
    writeMask(file, mask);
  }
  /// The labels that the loss sees in the first step: int64, N×32×32.
  torch::Tensor labelsOfFirstStep() {
    const PreparedData data = prepareData(spec_);
    BatchSource batches(samplesOf(data.dataset, data.split.labelled), samplesOf(data.dataset, data.split.unlabelled),
                        spec_, images_);
    batches.start("student", 0, BatchContents::Labelled);
    return batches.next().labels;
  }
  static torch::Tensor labels(int roadRows, int unknownRows) {
    torch::Tensor expected = torch::zeros({2, 32, 32}, torch::kLong);
    expected.slice(1, 0, roadRows).fill_(1);
    expected.slice(1, 32 - unknownRows, 32).fill_(255);
    return expected;
  }

  TemporaryFolder folder_{};
  Project project_;
  RunSpec spec_;
  ImageStore images_{1 << 24};  ///< Of one process, which trains again and again.
};

}  // namespace

TEST_F(EditedTraining, LearnsFromTheEditedLabels) {
  EXPECT_TRUE(torch::equal(labelsOfFirstStep(), labels(16, 0)));
  edit("a", 8, 4);
  EXPECT_TRUE(torch::equal(labelsOfFirstStep(), labels(8, 4)));
  edit("a", 20, 2);
  EXPECT_TRUE(torch::equal(labelsOfFirstStep(), labels(20, 2))) << "edited again, in the same file";
}

TEST_F(EditedTraining, MeasuresOnTheEditedLabels) {
  edit("c", 8, 4);
  const PreparedData data = prepareData(spec_);
  EvaluationSource validation(samplesOf(data.dataset, data.split.validation), images_);
  EXPECT_TRUE(torch::equal(validation.tile(0).label.to(torch::kLong), labels(8, 4)[0]));
}

TEST_F(EditedTraining, IsToldApartByWhatTheRunRecordsOfItsData) {
  const auto train = [&] {
    const RunFolder run = createRun(project_.runs(), "run", toToml(spec_));
    PauseGate gate;
    RecordingSink sink;
    const RunFinished finished = TrainingSession(spec_, run).run({}, gate, sink);
    EXPECT_EQ(finished.ending, Ending::Completed) << finished.message;
    return run;
  };
  const RunFolder before = train();
  edit("a", 8, 4);
  const RunFolder after = train();
  const std::string edited = project_.labelFile(id("a")).lexically_relative(folder_ / "data").generic_string();
  EXPECT_FALSE(loadDataFiles(before.dataFiles()).contains(edited));
  EXPECT_EQ(loadDataFiles(after.dataFiles()).at(edited), contentOf(project_.labelFile(id("a"))));
  EXPECT_FALSE(loadDataFiles(after.dataFiles()).contains("masks/a.png")) << "the original was not learned from";
  EXPECT_NE(loadProvenance(after.provenance()).dataFingerprint, loadProvenance(before.provenance()).dataFingerprint);
}

}  // namespace macadam
