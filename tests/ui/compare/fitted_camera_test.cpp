#include "ui/compare/fitted_camera.h"

#include <gtest/gtest.h>

namespace macadam {

class FittedCameraTest : public testing::Test {
 protected:
  FittedCameraTest() { fitted_.showPicture({32, 32}, {320, 640}); }

  SharedCamera camera_;
  FittedCamera fitted_{camera_};
};

TEST_F(FittedCameraTest, ShowsAPictureWhole) {
  EXPECT_DOUBLE_EQ(camera_.scale(), 10.0);
  EXPECT_EQ(camera_.centre(), QPointF(16, 16));
  EXPECT_TRUE(fitted_.isFitted());
}

TEST_F(FittedCameraTest, StaysWhereOneLookedOnPicturesOfOneSize) {
  camera_.lookAt({5, 5}, 20.0);
  EXPECT_FALSE(fitted_.isFitted());
  fitted_.showPicture({32, 32}, {320, 640});
  EXPECT_EQ(camera_.centre(), QPointF(5, 5));
  fitted_.showPicture({64, 32}, {320, 640});
  EXPECT_DOUBLE_EQ(camera_.scale(), 5.0);
  EXPECT_EQ(camera_.centre(), QPointF(32, 16));
}

TEST_F(FittedCameraTest, FitsAgainWhatItHasForgotten) {
  camera_.lookAt({5, 5}, 20.0);
  fitted_.forget();
  fitted_.fit({320, 640});
  EXPECT_DOUBLE_EQ(camera_.scale(), 20.0) << "there is no picture";
  fitted_.showPicture({32, 32}, {320, 640});
  EXPECT_DOUBLE_EQ(camera_.scale(), 10.0);
}

}  // namespace macadam
