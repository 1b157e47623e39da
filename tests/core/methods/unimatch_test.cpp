#include "methods/unimatch.h"

#include "support/fixed_network.h"
#include "support/one_pixel.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

namespace macadam {

TEST(UniMatch, TwoStrongViewsWeighAsMuchAsThePerturbedOne) {
  auto network = std::make_shared<FixedNetwork>(0.0f, kLn3);  // 3/4 road
  const StepResult result = UniMatch({"student", network}, {.threshold = 0.75}).step(onePixel(), {});
  EXPECT_NEAR(value(result, "supervised student"), kLn4Over3, 1e-6);
  EXPECT_NEAR(value(result, "pseudo-label student"), 2.0 * kLn4Over3, 1e-6);
  EXPECT_NEAR(value(result, "perturbed features"), kLn4Over3, 1e-6);
  EXPECT_NEAR(result.losses.total().item<double>(), 2.0 * kLn4Over3, 1e-6);
}

TEST(UniMatch, LearnsNothingOfUncertainLabels) {
  auto network = std::make_shared<FixedNetwork>(0.0f, kLn3);
  const StepResult result = UniMatch({"student", network}, {}).step(onePixel(), {});
  EXPECT_NEAR(result.losses.total().item<double>(), kLn4Over3, 1e-6);
}

TEST(LevelDropout, DropsWholeChannelsAndDoublesTheOthers) {
  LevelDropout dropout(0.5);
  dropout.drawFrom(std::make_shared<TensorRandom>(1));
  Levels levels;
  levels.maps[1] = torch::ones({2, 100, 3, 3});
  levels.maps[4] = torch::ones({2, 100, 1, 1});
  const Levels dropped = dropout.dropped(levels);
  EXPECT_FALSE(dropped.maps[0].defined());
  EXPECT_NEAR(dropped.maps[1].mean().item<double>(), 1.0, 0.2);
  const torch::Tensor perChannel = dropped.maps[1].flatten(2);
  EXPECT_TRUE(torch::equal(perChannel.amin(2), perChannel.amax(2)));
  EXPECT_TRUE(perChannel.eq(0).logical_or(perChannel.eq(2)).all().item<bool>());
  EXPECT_FALSE(torch::equal(dropped.maps[4].flatten(), perChannel.select(2, 0).flatten()));
}

}  // namespace macadam
