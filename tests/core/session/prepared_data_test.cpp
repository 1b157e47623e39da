#include "session/prepared_data.h"

#include "base/error.h"
#include "support/picture_files.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

/// Labelled and validation tiles of 32 pixels whose masks hold `road` in `roadRows` rows and `elsewhere` in the others.
class PreparedMasks : public testing::Test {
 protected:
  void write(const std::string& subset, int roadRows, int road = 255, int elsewhere = 0) {
    for (const char* name : {"a.png", "b.png"}) {
      writeImage(folder_ / (subset + "/images/" + name));
      cv::Mat mask(32, 32, CV_8UC1, cv::Scalar(elsewhere));
      mask.rowRange(0, roadRows).setTo(road);
      writePicture(folder_ / (subset + "/masks/" + name), mask);
    }
  }

  RunSpec spec() const {
    RunSpec spec;
    spec.data.path = folder_.path().string();
    spec.data.windowSize = 32;
    spec.split.testShare = 0.0;
    spec.method = SupervisedSpec{};
    return spec;
  }

  /// What is wrong with it, empty where it can be trained on.
  std::string obstacle(const RunSpec& spec) const {
    try {
      prepareData(spec);
    } catch (const Error& error) {
      return error.what();
    }
    return {};
  }

  TemporaryFolder folder_;
};

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_F(PreparedMasks, AreTrainedOnWhereTheirMeaningIsPlain) {
  write("labelled", 8, 1);
  write("val", 8, 1);
  EXPECT_EQ(obstacle(spec()), "");
  EXPECT_EQ(prepareData(spec()).dataset.masks.sentence, "masks hold 0 and 1: 1 is road");
}

TEST_F(PreparedMasks, CountOnlyWhereThePicturesHaveData) {
  write("labelled", 8);
  write("val", 8);
  for (const char* name : {"a.png", "b.png"}) {
    writePicture(folder_ / ("labelled/images/" + std::string(name)), cv::Mat::zeros(32, 32, CV_8UC4));
  }
  EXPECT_TRUE(contains(obstacle(spec()),
                       "leaves no sample to label; mend the masks of its training images, which label nothing"))
      << obstacle(spec());
}

TEST_F(PreparedMasks, ThatMeasureNothingAreToldOf) {
  write("labelled", 8);
  write("val", 8);
  for (const char* name : {"a.png", "b.png"}) {
    writePicture(folder_ / ("val/images/" + std::string(name)), cv::Mat::zeros(32, 32, CV_8UC4));
  }
  const PreparedData data = prepareData(spec());
  ASSERT_FALSE(data.dataset.problems.empty());
  EXPECT_TRUE(contains(describe(data.dataset.problems.back()), "the validation tiles label nothing"));
}

TEST_F(PreparedMasks, AreNotTrainedOnBeforeTheirMeaningIsSettled) {
  write("labelled", 8, 3, 1);
  write("val", 8, 3, 1);
  EXPECT_TRUE(contains(obstacle(spec()), "set data.mask_values")) << obstacle(spec());
  RunSpec settled = spec();
  settled.data.maskValues = "road=3";
  EXPECT_EQ(obstacle(settled), "");
}

TEST_F(PreparedMasks, WithoutRoadAmongTheLabelledAreNotTrainedOnUnlessItIsAccepted) {
  write("labelled", 0);
  write("val", 8);
  EXPECT_TRUE(contains(obstacle(spec()), "the masks of the labelled tiles label no pixel as road")) << obstacle(spec());
  RunSpec accepted = spec();
  accepted.data.acceptUnlikelyMasks = true;
  EXPECT_EQ(obstacle(accepted), "");
}

TEST_F(PreparedMasks, OfMoreThanHalfRoadAreNotTrainedOnUnlessItIsAccepted) {
  write("labelled", 24);
  write("val", 8);
  EXPECT_TRUE(contains(obstacle(spec()), "label 75.00 % as road, which is more than half")) << obstacle(spec());
  RunSpec accepted = spec();
  accepted.data.acceptUnlikelyMasks = true;
  EXPECT_EQ(obstacle(accepted), "");
}

}  // namespace macadam
