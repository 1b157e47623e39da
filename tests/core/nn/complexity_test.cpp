#include "nn/complexity.h"

#include <gtest/gtest.h>

namespace macadam {

// The student's figure was counted with PyTorch's modules; SegNet's is the sum of out²·9·in·out over its layers.
TEST(Complexity, CountsParametersAndMultiplicationsOfTheFullNetworks) {
  const Complexity student = complexity(DeepLabV3PlusSpec{.encoderDepth = 50}, 512);
  EXPECT_EQ(student.parameters, 39756962);
  EXPECT_NEAR(student.gigaMacs, 59.5, 0.1);
  const Complexity teacher2 = complexity(SegNetSpec{}, 512);
  EXPECT_NEAR(teacher2.gigaMacs, 169.869, 0.001);
}

TEST(Complexity, WidthScalesChannels) {
  EXPECT_LT(complexity(SegNetSpec{.width = 0.5}, 64).parameters, complexity(SegNetSpec{}, 64).parameters / 3);
}

}  // namespace macadam
