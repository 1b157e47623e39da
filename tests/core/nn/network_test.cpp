#include "nn/network.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

namespace macadam {

TEST(Network, CopyStateTakesBatchNormStatisticsAlong) {
  torch::nn::BatchNorm2d from(2), to(2);
  from->running_mean.fill_(3.0);
  torch::NoGradGuard noGrad;
  from->weight.fill_(0.5);
  copyState(*from, *to);
  EXPECT_EQ(to->running_mean[0].item<float>(), 3.0f);
  EXPECT_EQ(to->weight[1].item<float>(), 0.5f);
}

}  // namespace macadam
