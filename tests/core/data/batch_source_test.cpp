#include "data/batch_source.h"

#include "data/demo_world.h"
#include "support/temporary_folder.h"
#include "support/tiff_file.h"

#include <gtest/gtest.h>
#include <opencv2/imgcodecs.hpp>
#include <torch/torch.h>

namespace macadam {
namespace {

RunSpec smallSpec() {
  RunSpec spec;
  spec.data.tileSize = 32;
  spec.data.decodeWorkers = 1;
  spec.schedule.labelledBatch = 2;
  spec.schedule.unlabelledBatch = 3;
  return spec;
}

class BatchSourceTest : public testing::Test {
 protected:
  BatchSourceTest() {
    writeDemoDataset(folder_.path() / "data", {.trainTiles = 8, .validationTiles = 4, .testTiles = 4, .tileSize = 48});
    for (const Sample& sample : openDataset(folder_.path() / "data", 48).samples) {
      if (sample.origin == Origin::Training) samples_.push_back(sample);
    }
  }

  std::vector<StepBatch> batches(const RunSpec& spec, std::vector<Sample> unlabelled, std::int64_t from, int count) {
    ImageStore images(1 << 24);
    BatchSource source({samples_.begin(), samples_.begin() + 3}, std::move(unlabelled), spec, images);
    source.start("student", from, BatchContents::LabelledAndUnlabelled);
    std::vector<StepBatch> result;
    for (int i = 0; i < count; ++i) result.push_back(source.next());
    return result;
  }

  std::vector<Sample> unlabelled() const { return {samples_.begin() + 3, samples_.end()}; }

  TemporaryFolder folder_;
  std::vector<Sample> samples_;
};

void expectEqual(const StepBatch& a, const StepBatch& b) {
  EXPECT_TRUE(torch::equal(a.labelledImages, b.labelledImages));
  EXPECT_TRUE(torch::equal(a.labels, b.labels));
  EXPECT_TRUE(torch::equal(a.unlabelledImages, b.unlabelledImages));
  EXPECT_TRUE(torch::equal(a.unlabelledValid, b.unlabelledValid));
  EXPECT_TRUE(torch::equal(a.hiddenLabels, b.hiddenLabels));
}

}  // namespace

TEST_F(BatchSourceTest, TheNumberOfWorkersChangesNothing) {
  RunSpec spec = smallSpec();
  const std::vector<StepBatch> one = batches(spec, unlabelled(), 0, 6);
  spec.data.decodeWorkers = 4;
  const std::vector<StepBatch> four = batches(spec, unlabelled(), 0, 6);
  for (std::size_t i = 0; i < one.size(); ++i) expectEqual(one[i], four[i]);
}

TEST_F(BatchSourceTest, StartingInTheMiddleGivesTheBatchesOfTheMiddle) {
  const std::vector<StepBatch> whole = batches(smallSpec(), unlabelled(), 0, 6);
  const std::vector<StepBatch> later = batches(smallSpec(), unlabelled(), 4, 2);
  expectEqual(whole[4], later[0]);
  expectEqual(whole[5], later[1]);
}

TEST_F(BatchSourceTest, HeldBackLabelsDoNotTellWhichUnlabelledPixelsCount) {
  std::vector<Sample> withMasks = unlabelled();
  const auto mask = folder_.path() / "pink.png";
  cv::imwrite(mask.string(), cv::Mat(48, 48, CV_8UC3, cv::Scalar(180, 180, 255)));
  for (Sample& sample : withMasks) {
    sample.mask = mask;
    sample.maskRule.values = {};  // nothing is known
  }
  std::vector<Sample> withoutMasks = unlabelled();
  for (Sample& sample : withoutMasks) sample.mask.clear();
  const std::vector<StepBatch> a = batches(smallSpec(), withMasks, 0, 4);
  const std::vector<StepBatch> b = batches(smallSpec(), withoutMasks, 0, 4);
  for (std::size_t i = 0; i < a.size(); ++i) expectEqual(a[i], b[i]);
  EXPECT_TRUE(a.front().unlabelledValid.any().item<bool>());
}

TEST_F(BatchSourceTest, WhereThePictureHasNoDataNothingIsLearntAndNothingScored) {
  cv::Mat band(48, 48, CV_8UC1, cv::Scalar(90));
  band.colRange(0, 24).setTo(0);
  const auto image = folder_.path() / "half.tif";
  writeTiff(image, {.bands = {band, band, band}, .noData = 0});
  const Sample half{.id = "half", .image = image, .mask = samples_.front().mask, .width = 48, .height = 48};
  RunSpec spec = smallSpec();
  spec.data.tileSize = 48;
  spec.augment = {.minimumScale = 1.0, .maximumScale = 1.0};
  ImageStore images(1 << 24);
  BatchSource source({half}, {half}, spec, images);
  source.start("student", 0, BatchContents::LabelledAndUnlabelled);
  const StepBatch batch = source.next();
  EXPECT_EQ(batch.labels.eq(255).sum().item<int>(), 2 * 48 * 24);
  EXPECT_EQ(batch.unlabelledValid.logical_not().sum().item<int>(), 3 * 48 * 24);
  EvaluationSource evaluation({half}, images);
  const EvaluationTile tile = evaluation.tile(0);
  EXPECT_TRUE(tile.label.slice(1, 0, 24).eq(255).all().item<bool>());
  EXPECT_TRUE(tile.noData.slice(1, 0, 24).all().item<bool>());
  EXPECT_FALSE(tile.noData.slice(1, 24, 48).any().item<bool>());
}

TEST_F(BatchSourceTest, WhatTwoWindowsShareIsEvaluatedOnce) {
  Sample first = samples_.front(), last = samples_.front();
  first.window = Window{0, 0, 32, 32};
  last.window = Window{16, 0, 32, 32};
  for (Sample* sample : {&first, &last}) sample->width = sample->height = 32;
  ImageStore images(1 << 24);
  EvaluationSource source({first, last}, images);
  EXPECT_FALSE(source.tile(0).label.eq(255).any().item<bool>());
  const torch::Tensor label = source.tile(1).label;
  EXPECT_TRUE(label.slice(1, 0, 16).eq(255).all().item<bool>());
  EXPECT_FALSE(label.slice(1, 16, 32).eq(255).any().item<bool>());
}

}  // namespace macadam
