#include "nn/encoders/encoder_naming.h"

#include "nn/encoders/efficientnet_lite.h"
#include "nn/encoders/vgg.h"

#include <torch/torch.h>

#include <algorithm>
#include <numeric>
#include <regex>
#include <set>
#include <utility>
#include <vector>

namespace macadam {
namespace {

/// A pattern of others' names and ours for it, in which `@` before a number adds one: they count stages from 0.
struct Renaming {
  std::regex theirs;
  std::string ours;
};

constexpr std::size_t kLongestName = 256;  // beyond any encoder's; patterns take stack by the letter

std::string countedFromOne(std::string name) {
  const std::size_t place = name.find('@');
  if (place == std::string::npos) return name;
  ++name[place + 1];
  return name.erase(place, 1);
}

TensorMap renamed(const TensorMap& tensors, const std::vector<Renaming>& renamings) {
  TensorMap ours;
  for (const auto& [name, tensor] : tensors) {
    const auto known = std::ranges::find_if(renamings, [&name](const Renaming& renaming) {
      return name.size() <= kLongestName && std::regex_match(name, renaming.theirs);
    });
    ours.emplace(known == renamings.end() ? name : countedFromOne(std::regex_replace(name, known->theirs, known->ours)),
                 tensor);
  }
  return ours;
}

TensorMap unchanged(TensorMap tensors) {
  return tensors;
}

/// A ResNet without its classifier as torch.nn.Sequential of its children.
TensorMap resNetInSequence(TensorMap tensors) {
  static const std::vector<Renaming> renamings{
      {std::regex("0\\.(.*)"), "conv1.$1"},  {std::regex("1\\.(.*)"), "bn1.$1"},
      {std::regex("4\\.(.*)"), "layer1.$1"}, {std::regex("5\\.(.*)"), "layer2.$1"},
      {std::regex("6\\.(.*)"), "layer3.$1"}, {std::regex("7\\.(.*)"), "layer4.$1"}};
  return renamed(tensors, renamings);
}

/// Takes each convolution's bias off the running mean of the BatchNorm behind it, which it only shifts.
TensorMap withBiasesFolded(TensorMap encoder) {
  constexpr std::string_view kBias = ".0.bias";
  for (auto item = encoder.begin(); item != encoder.end();) {
    const std::string& name = item->first;
    const auto mean = name.ends_with(kBias)
                          ? encoder.find(name.substr(0, name.size() - kBias.size()) + ".1.running_mean")
                          : encoder.end();
    if (mean == encoder.end() || mean->second.sizes() != item->second.sizes()) {
      ++item;
    } else {
      mean->second = mean->second - item->second;
      item = encoder.erase(item);
    }
  }
  return encoder;
}

/// VGG-16-BN's layers in one sequence `features`: convolution, BatchNorm and rectifier take three places, the pooling
/// at the end of a stage one.
TensorMap vggInStages(TensorMap vgg) {
  std::map<std::string, std::string> names;
  int place = 0;
  for (std::size_t stage = 0; stage < kVgg16Stages.size(); ++stage, ++place) {
    for (int layer = 0; layer < kVgg16Stages[stage].layers; ++layer, place += 3) {
      const std::string ours = std::to_string(stage) + "." + std::to_string(layer) + ".";
      names["features." + std::to_string(place)] = ours + "0";
      names["features." + std::to_string(place + 1)] = ours + "1";
    }
  }
  TensorMap inStages;
  for (const auto& [name, tensor] : vgg) {
    const std::size_t dot = name.rfind('.');
    const auto known = dot == std::string::npos ? names.end() : names.find(name.substr(0, dot));
    inStages.emplace(known == names.end() ? name : known->second + name.substr(dot), tensor);
  }
  return withBiasesFolded(std::move(inStages));
}

/// Joins keys and values, which we compute at once: `attn.k` and `attn.v` become `attn.kv`.
TensorMap withKeysAndValuesJoined(TensorMap mit) {
  TensorMap joined;
  for (const auto& [name, tensor] : mit) {
    const std::size_t key = name.find(".attn.k."), value = name.find(".attn.v.");
    const auto other = key == std::string::npos ? mit.end() : mit.find(std::string(name).replace(key, 8, ".attn.v."));
    if (other != mit.end() && tensor.dim() > 0 && other->second.sizes() == tensor.sizes()) {
      joined.emplace(std::string(name).replace(key, 8, ".attn.kv."), torch::cat({tensor, other->second}));
    } else if (value == std::string::npos || !mit.contains(std::string(name).replace(value, 8, ".attn.k."))) {
      joined.emplace(name, tensor);
    }
  }
  return joined;
}

/// SegFormer of transformers, as its files have it.
TensorMap mitOfFiles(TensorMap tensors) {
  static const std::string block = "block\\.(\\d)\\.(\\d+)\\.";
  static const std::vector<Renaming> renamings{
      {std::regex("patch_embeddings\\.(\\d)\\.layer_norm\\.(.*)"), "patch_embed@$1.norm.$2"},
      {std::regex("patch_embeddings\\.(\\d)\\.(.*)"), "patch_embed@$1.$2"},
      {std::regex("layer_norm\\.(\\d)\\.(.*)"), "norm@$1.$2"},
      {std::regex(block + "layer_norm_(\\d)\\.(.*)"), "block@$1.$2.norm$3.$4"},
      {std::regex(block + "attention\\.self\\.query\\.(.*)"), "block@$1.$2.attn.q.$3"},
      {std::regex(block + "attention\\.self\\.key\\.(.*)"), "block@$1.$2.attn.k.$3"},
      {std::regex(block + "attention\\.self\\.value\\.(.*)"), "block@$1.$2.attn.v.$3"},
      {std::regex(block + "attention\\.self\\.sr\\.(.*)"), "block@$1.$2.attn.sr.$3"},
      {std::regex(block + "attention\\.self\\.layer_norm\\.(.*)"), "block@$1.$2.attn.norm.$3"},
      {std::regex(block + "attention\\.output\\.dense\\.(.*)"), "block@$1.$2.attn.proj.$3"},
      {std::regex(block + "mlp\\.dense(\\d)\\.(.*)"), "block@$1.$2.mlp.fc$3.$4"},
      {std::regex(block + "mlp\\.(dwconv\\..*)"), "block@$1.$2.mlp.$3"}};
  return withKeysAndValuesJoined(renamed(tensors, renamings));
}

/// SegFormer of transformers from 5 on, as it is in memory.
TensorMap mitInMemory(TensorMap tensors) {
  static const std::string stage = "stages\\.(\\d)\\.", block = stage + "blocks\\.(\\d+)\\.";
  static const std::vector<Renaming> renamings{
      {std::regex(stage + "patch_embeddings\\.layer_norm\\.(.*)"), "patch_embed@$1.norm.$2"},
      {std::regex(stage + "patch_embeddings\\.(.*)"), "patch_embed@$1.$2"},
      {std::regex(stage + "layer_norm\\.(.*)"), "norm@$1.$2"},
      {std::regex(block + "layernorm_before\\.(.*)"), "block@$1.$2.norm1.$3"},
      {std::regex(block + "layernorm_after\\.(.*)"), "block@$1.$2.norm2.$3"},
      {std::regex(block + "attention\\.([qkv])_proj\\.(.*)"), "block@$1.$2.attn.$3.$4"},
      {std::regex(block + "attention\\.o_proj\\.(.*)"), "block@$1.$2.attn.proj.$3"},
      {std::regex(block + "attention\\.sequence_reduction\\.sequence_reduction\\.(.*)"), "block@$1.$2.attn.sr.$3"},
      {std::regex(block + "attention\\.sequence_reduction\\.layer_norm\\.(.*)"), "block@$1.$2.attn.norm.$3"},
      {std::regex(block + "mlp\\.(.*)"), "block@$1.$2.mlp.$3"}};
  return withKeysAndValuesJoined(renamed(tensors, renamings));
}

/// MMSegmentation's MixVisionTransformer: queries, keys and values lie in one tensor, and 1×1 convolutions stand for
/// the linear layers.
TensorMap mitOfMmSegmentation(TensorMap tensors) {
  static const std::string stage = "layers\\.(\\d)\\.", block = stage + "1\\.(\\d+)\\.";
  static const std::vector<Renaming> renamings{
      {std::regex(stage + "0\\.projection\\.(.*)"), "patch_embed@$1.proj.$2"},
      {std::regex(stage + "0\\.norm\\.(.*)"), "patch_embed@$1.norm.$2"},
      {std::regex(stage + "2\\.(.*)"), "norm@$1.$2"},
      {std::regex(block + "(norm\\d\\..*)"), "block@$1.$2.$3"},
      {std::regex(block + "attn\\.attn\\.in_proj_(.*)"), "block@$1.$2.attn.qkv.$3"},
      {std::regex(block + "attn\\.attn\\.out_proj\\.(.*)"), "block@$1.$2.attn.proj.$3"},
      {std::regex(block + "attn\\.((sr|norm)\\..*)"), "block@$1.$2.attn.$3"},
      {std::regex(block + "ffn\\.layers\\.0\\.(.*)"), "block@$1.$2.mlp.fc1.$3"},
      {std::regex(block + "ffn\\.layers\\.1\\.(.*)"), "block@$1.$2.mlp.dwconv.dwconv.$3"},
      {std::regex(block + "ffn\\.layers\\.4\\.(.*)"), "block@$1.$2.mlp.fc2.$3"}};
  TensorMap ours;
  for (const auto& [name, tensor] : renamed(tensors, renamings)) {
    const std::size_t all = name.find(".attn.qkv.");
    if (all != std::string::npos && tensor.dim() > 0 && tensor.size(0) % 3 == 0) {
      const std::int64_t channels = tensor.size(0) / 3;
      ours.emplace(std::string(name).replace(all, 10, ".attn.q."), tensor.slice(0, 0, channels));
      ours.emplace(std::string(name).replace(all, 10, ".attn.kv."), tensor.slice(0, channels));
    } else if (name.find(".mlp.fc") != std::string::npos && tensor.dim() == 4) {
      ours.emplace(name, tensor.flatten(1));
    } else {
      ours.emplace(name, tensor);
    }
  }
  return ours;
}

/// The stage and the block in it of the blocks counted through, where their number is that of one of ours.
std::vector<std::pair<int, int>> placesOfBlocks(std::size_t count) {
  for (const EfficientNetLiteShape& shape : {kEfficientNetLite0, kEfficientNetLite1}) {
    std::vector<std::pair<int, int>> places;
    for (std::size_t stage = 0; stage < shape.blocks.size(); ++stage) {
      for (int block = 0; block < shape.blocks[stage]; ++block) places.emplace_back(static_cast<int>(stage), block);
    }
    if (places.size() == count) return places;
  }
  return {};
}

/// The names of efficientnet_pytorch, which count all blocks through and call layers otherwise.
TensorMap liteOfPackages(TensorMap tensors) {
  static const std::regex pattern("_blocks\\.(\\d{1,3})\\.(_\\w+)\\.(.*)");
  std::set<int> blocks, expanding;
  std::smatch part;
  for (const auto& item : tensors) {
    if (item.first.size() > kLongestName || !std::regex_match(item.first, part, pattern)) continue;
    blocks.insert(std::stoi(part[1]));
    if (part[2] == "_expand_conv") expanding.insert(std::stoi(part[1]));
  }
  const auto places = placesOfBlocks(blocks.size());
  const std::map<std::string, std::string> whole{{"_expand_conv", "conv_pw"},    {"_bn0", "bn1"},
                                                 {"_depthwise_conv", "conv_dw"}, {"_bn1", "bn2"},
                                                 {"_project_conv", "conv_pwl"},  {"_bn2", "bn3"}};
  const std::map<std::string, std::string> withoutExpansion{
      {"_depthwise_conv", "conv_dw"}, {"_bn1", "bn1"}, {"_project_conv", "conv_pw"}, {"_bn2", "bn2"}};
  static const std::vector<Renaming> stem{{std::regex("_conv_stem\\.(.*)"), "conv_stem.$1"},
                                          {std::regex("_bn0\\.(.*)"), "bn1.$1"}};
  TensorMap ours;
  for (const auto& [name, tensor] : renamed(tensors, stem)) {
    std::string renamedTo = name;
    if (name.size() <= kLongestName && std::regex_match(name, part, pattern) &&
        std::stoi(part[1]) < static_cast<int>(places.size())) {
      const int number = std::stoi(part[1]);
      const auto& layers = expanding.contains(number) ? whole : withoutExpansion;
      const auto [stage, block] = places[static_cast<std::size_t>(number)];
      const auto layer = layers.find(part[2]);
      if (layer != layers.end()) {
        renamedTo =
            "blocks." + std::to_string(stage) + "." + std::to_string(block) + "." + layer->second + "." + part[3].str();
      }
    }
    ours.emplace(std::move(renamedTo), tensor);
  }
  return ours;
}

constexpr std::string_view kDeepStem = "has a deep stem, three convolutions of 3×3 where our ResNets have one of 7×7";

// clang-format off: one way a line
constexpr std::array<EncoderNaming, 13> kNamings{{
    {EncoderFamily::ResNet,
     "torchvision, timm",
     "conv1.weight",
     "layer1.0.conv1.weight",
     {"conv1.", "bn1.", "layer"},
     unchanged},
    {EncoderFamily::ResNet,
     "timm",
     "conv1.0.weight",
     "layer1.0.conv1.weight",
     {"conv1.", "bn1.", "layer"},
     unchanged,
     kDeepStem},
    {EncoderFamily::ResNet,
     "MMSegmentation",
     "stem.0.weight",
     "layer1.0.conv1.weight",
     {"stem.", "layer"},
     unchanged,
     kDeepStem},
    {EncoderFamily::ResNet, "sequences of torchvision’s layers", "0.weight", "4.0.conv1.weight", {}, resNetInSequence},
    {EncoderFamily::Vgg,
     "torchvision, timm",
     "features.0.weight",
     "features.2.weight",
     {"features."},
     unchanged,
     "is a VGG without BatchNorm, which ours has behind every convolution"},
    {EncoderFamily::Vgg,
     "torchvision, timm",
     "features.0.weight",
     "features.1.running_mean",
     {"features."},
     vggInStages},
    {EncoderFamily::Vgg, "Macadam", "0.0.0.weight", "4.2.1.running_mean", {}, unchanged},
    {EncoderFamily::Mit,
     "SegFormer’s authors",
     "patch_embed1.proj.weight",
     "block1.0.norm1.weight",
     {"patch_embed", "block", "norm"},
     unchanged},
    {EncoderFamily::Mit,
     "transformers’ files",
     "patch_embeddings.0.proj.weight",
     "block.0.0.layer_norm_1.weight",
     {"patch_embeddings.", "block.", "layer_norm."},
     mitOfFiles},
    {EncoderFamily::Mit,
     "transformers’ modules",
     "stages.0.patch_embeddings.proj.weight",
     "stages.0.blocks.0.layernorm_before.weight",
     {"stages."},
     mitInMemory},
    {EncoderFamily::Mit,
     "MMSegmentation",
     "layers.0.0.projection.weight",
     "layers.0.1.0.attn.attn.in_proj_weight",
     {"layers."},
     mitOfMmSegmentation},
    {EncoderFamily::EfficientNetLite,
     "timm",
     "conv_stem.weight",
     "blocks.0.0.conv_dw.weight",
     {"conv_stem.", "bn1.", "blocks."},
     unchanged},
    {EncoderFamily::EfficientNetLite,
     "the EfficientNet-Lite packages",
     "_conv_stem.weight",
     "_blocks.0._depthwise_conv.weight",
     {"_conv_stem.", "_bn0.", "_blocks."},
     liteOfPackages,
     {},
     true},
}};
// clang-format on

}  // namespace

bool EncoderNaming::isPart(std::string_view name) const {
  if (parts[0].empty()) return !name.empty() && name.front() >= '0' && name.front() <= '9';  // in numbered sequences
  return std::ranges::any_of(parts, [name](std::string_view part) { return !part.empty() && name.starts_with(part); });
}

std::span<const EncoderNaming> encoderNamings() {
  return kNamings;
}

std::string_view firstConvolution(EncoderFamily family) {
  switch (family) {
    case EncoderFamily::ResNet:
      return "conv1";
    case EncoderFamily::Vgg:
      return "0.0.0";
    case EncoderFamily::Mit:
      return "patch_embed1.proj";
    case EncoderFamily::EfficientNetLite:
      return "conv_stem";
  }
  return "";
}

std::string_view firstNorm(EncoderFamily family) {
  switch (family) {
    case EncoderFamily::Vgg:
      return "0.0.1";
    case EncoderFamily::ResNet:
    case EncoderFamily::EfficientNetLite:
      return "bn1";
    case EncoderFamily::Mit:
      return "";
  }
  return "";
}

}  // namespace macadam
