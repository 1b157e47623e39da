#include "nn/encoders/mit.h"

#include "nn/encoders/mit_blocks.h"
#include "spec/network_channels.h"

#include <torch/torch.h>

#include <numeric>

namespace macadam {
namespace {

constexpr std::array<int, 4> kHeads{1, 2, 5, 8};
constexpr std::array<int, 4> kReductions{8, 4, 2, 1};
constexpr double kLastDropped = 0.1;  // of the last block; the first is never left out

/// The published number of heads, or the most below it that divide the channels of another width.
int headsFor(int channels, int published) {
  int heads = published;
  while (channels % heads != 0) --heads;
  return heads;
}

}  // namespace

/// Tokens of one stride; registered in its encoder under the encoder's names.
class MitStage {
 public:
  MitStage(torch::nn::Module& owner, const std::string& number, std::shared_ptr<PatchEmbedding> embed,
           const std::vector<MitBlock::Options>& blocks)
      : embed_(owner.register_module("patch_embed" + number, std::move(embed))) {
    torch::nn::ModuleList list;
    for (const MitBlock::Options& options : blocks) {
      blocks_.push_back(std::make_shared<MitBlock>(options));
      list->push_back(blocks_.back());
    }
    owner.register_module("block" + number, list);
    norm_ = owner.register_module("norm" + number, mitNorm(blocks.front().channels));
  }

  /// N×C×h×w of the stride before to this one's.
  torch::Tensor operator()(const torch::Tensor& map) {
    Tokens x = embed_->forward(map);
    for (const auto& block : blocks_) x = block->forward(x);
    x.values = norm_->forward(x.values);
    return x.asMap().contiguous();
  }

 private:
  std::shared_ptr<PatchEmbedding> embed_;
  std::vector<std::shared_ptr<MitBlock>> blocks_;
  torch::nn::LayerNorm norm_{nullptr};
};

MitEncoder::MitEncoder(const MitShape& shape, double width) {
  const int last = std::accumulate(shape.blocks.begin(), shape.blocks.end(), -1);
  int in = 3, done = 0;
  for (std::size_t stage = 0; stage < shape.channels.size(); ++stage) {
    const int out = scaledChannels(shape.channels[stage], width);
    std::vector<MitBlock::Options> blocks;
    for (int block = 0; block < shape.blocks[stage]; ++block, ++done) {
      blocks.push_back({.channels = out,
                        .heads = headsFor(out, kHeads[stage]),
                        .reduction = kReductions[stage],
                        .dropped = kLastDropped * done / last});
    }
    const bool isFirst = stage == 0;
    stages_.emplace_back(*this, std::to_string(stage + 1),
                         std::make_shared<PatchEmbedding>(in, out, isFirst ? 7 : 3, isFirst ? 4 : 2), blocks);
    in = out;
  }
}

MitEncoder::~MitEncoder() = default;

Levels MitEncoder::encode(const torch::Tensor& images) {
  Levels levels;
  torch::Tensor x = images;
  for (std::size_t stage = 0; stage < stages_.size(); ++stage) levels.maps[stage + 1] = x = stages_[stage](x);
  return levels;
}

}  // namespace macadam
