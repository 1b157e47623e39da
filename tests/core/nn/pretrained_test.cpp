#include "nn/pretrained.h"

#include "nn/safetensors.h"
#include "support/damage.h"
#include "support/golden.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

namespace macadam {
namespace {

struct Tiny : torch::nn::Module {
  Tiny() {
    convolution = register_module("0", torch::nn::Conv2d(torch::nn::Conv2dOptions(1, 2, 2)));
    norm = register_module("1", torch::nn::BatchNorm2d(2));
  }
  torch::nn::Conv2d convolution{nullptr};
  torch::nn::BatchNorm2d norm{nullptr};
};

TensorMap copyOfState(const torch::nn::Module& module) {
  TensorMap state = stateOf(module);
  for (auto& item : state) item.second = item.second.detach().clone();
  return state;
}

}  // namespace

TEST(ReadWeights, TellsTheFormatsApartByTheirFirstBytes) {
  EXPECT_EQ(readWeights(golden("weights/state_dict_zip.pth")).tensors.size(), 7u);
  EXPECT_EQ(readWeights(golden("weights/state_dict_legacy.pth")).tensors.size(), 7u);
  EXPECT_EQ(readWeights(golden("weights/forms.safetensors")).metadata.size(), 2u);
  const TemporaryFolder folder;
  writeBytes(folder / "a.pth", "a text, no weights");
  EXPECT_NE(errorOf([&] { readWeights(folder / "a.pth"); }).find("holds no weights that Macadam knows"),
            std::string::npos);
}

TEST(ReadWeights, KnowsASafetensorsFileWhoseLengthLooksLikeAPickle) {
  const TemporaryFolder folder;
  // The header's 128 = 0x80 bytes are the first byte of a pickle, too.
  writeBytes(folder / "a", std::string("\x80\0\0\0\0\0\0\0{}", 10) + std::string(126, ' '));
  EXPECT_TRUE(readWeights(folder / "a").tensors.empty());
}

TEST(LoadState, CopiesParametersAndBuffersInTheModulesType) {
  Tiny tiny;
  tiny.to(torch::kFloat64);
  loadState(tiny, readWeights(golden("weights/state_dict_zip.pth")).tensors, "state_dict_zip.pth");
  EXPECT_TRUE(torch::equal(tiny.convolution->weight.flatten(),
                           torch::tensor({0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 1.75}, torch::kFloat64)));
  EXPECT_TRUE(torch::equal(tiny.norm->running_mean, torch::tensor({3.0, 4.0}, torch::kFloat64)));
  EXPECT_TRUE(tiny.convolution->weight.requires_grad());
}

TEST(LoadState, ListsEveryDifferenceAtOnceAndCopiesNothing) {
  Tiny tiny;
  const TensorMap before = copyOfState(tiny);
  TensorMap given = before;
  given.erase("0.bias");
  given.erase("1.running_var");
  given["0.weight"] = torch::zeros({2, 1, 3, 3});
  given["1.bias"] = torch::full({2}, 9.0f);
  given["head.weight"] = torch::zeros({1});
  const std::string refusal = errorOf([&] { loadState(tiny, given, "old.pth"); });
  EXPECT_EQ(refusal,
            "old.pth lacks tensors of this network (2): 0.bias, 1.running_var; "
            "name weights of the same network and depth\n"
            "old.pth holds tensors that this network does not have (1): head.weight; "
            "name weights of the same network and depth\n"
            "old.pth holds tensors of another shape (1): 0.weight (2×1×3×3, here 2×1×2×2); "
            "set the network's width and depth to those of the weights");
  EXPECT_TRUE(torch::equal(tiny.norm->bias, before.at("1.bias")));
}

TEST(LoadState, ForgivesOldFilesTheirMissingBatchCounts) {
  Tiny tiny;
  TensorMap given = copyOfState(tiny);
  given.erase("1.num_batches_tracked");
  EXPECT_NO_THROW(loadState(tiny, given, "old.pth"));
}

}  // namespace macadam
