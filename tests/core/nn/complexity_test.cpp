#include "nn/complexity.h"

#include "spec/network_size.h"

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

TEST(Complexity, IsAboutWhatIsToldWithoutBuildingTheNetwork) {
  for (const NetworkSpec& spec : {NetworkSpec(DeepLabV3PlusSpec{18}), NetworkSpec(DeepLabV3PlusSpec{34}),
                                  NetworkSpec(DeepLabV3PlusSpec{50, 0.5}), NetworkSpec(DeepLabV3PlusSpec{101, 0.5}),
                                  NetworkSpec(SegNetSpec{0.5})}) {
    const auto counted = static_cast<double>(complexity(spec, 32).parameters);
    EXPECT_NEAR(static_cast<double>(approximateParameters(spec)) / counted, 1.0, 0.05) << toText(spec);
  }
}

}  // namespace macadam
