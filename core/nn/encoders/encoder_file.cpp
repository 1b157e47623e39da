#include "nn/encoders/encoder_file.h"

#include "nn/blocks.h"
#include "nn/encoders/encoder.h"
#include "nn/network.h"
#include "nn/pretrained.h"

#include <torch/torch.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace macadam {
namespace {

constexpr double kNarrow = 0.25;  // has the names of the published encoder and costs nothing
constexpr int kStride = 32;       // changes no weights

// TensorFlow's EfficientNets see pictures by a mean and a deviation of 0.5, and their norms add more to a variance. So
// does timm say of its `tf_` models.
constexpr std::array<float, 3> kHalves{0.5f, 0.5f, 0.5f};
constexpr double kTensorFlowEpsilon = 1e-3;

/// `state_dict.` of `state_dict.conv1.weight`, where a name ends in another; checkpoints of ours have a stroke for the
/// last dot.
std::optional<std::string> prefixOf(const std::string& name, std::string_view ending) {
  if (!name.ends_with(ending)) return std::nullopt;
  std::string prefix = name.substr(0, name.size() - ending.size());
  const bool isWhole = prefix.empty() || prefix.ends_with('.') || prefix.ends_with('/');
  return isWhole ? std::optional(std::move(prefix)) : std::nullopt;
}

/// Columns of pictures with near infrared and more. Satellites begin at a coastal band or at blue: Sentinel-2 with all
/// its 12 or 13 bands and Landsat 8 and 9 with 11 have blue, green and red from the second on.
std::array<int, 3> columnsOf(std::int64_t bands) {
  if (bands >= 11 && bands <= 13) return {3, 2, 1};
  return {0, 1, 2};
}

torch::Tensor column(const std::array<float, 3>& values) {
  return torch::tensor({values[0], values[1], values[2]});
}

/// Lets the first convolution see our pictures as its own: w·(x·σ + μ − m)/s is a convolution of x by w·σ/s and a
/// constant, which the norm behind takes off its mean. At the pictures' edge the padding differs a little.
void takeOurNormalisation(FoundEncoder& found) {
  const WeightsReport& report = found.report;
  const EncoderFamily family = found.naming->family;
  const auto weight = found.tensors.find(std::string(firstConvolution(family)) + ".weight");
  const auto mean = found.tensors.find(std::string(firstNorm(family)) + ".running_mean");
  const bool isSameAsOurs = report.mean == kImageMean && report.deviation == kImageStandardDeviation;
  if (isSameAsOurs || weight == found.tensors.end() || mean == found.tensors.end()) return;
  const torch::Tensor kernel = weight->second.to(torch::kFloat);
  if (kernel.dim() != 4 || kernel.size(1) != 3 || mean->second.numel() != kernel.size(0)) return;
  const torch::Tensor shift = (column(kImageMean) - column(report.mean)) / column(report.deviation);
  const torch::Tensor scale = column(kImageStandardDeviation) / column(report.deviation);
  mean->second = mean->second.to(torch::kFloat) - kernel.sum({2, 3}).matmul(shift);
  weight->second = kernel * scale.view({1, 3, 1, 1});
}

/// Variances to which ours added give the sums that theirs gave.
void takeOurEpsilon(TensorMap& tensors) {
  for (auto& [name, tensor] : tensors) {
    if (name.ends_with("running_var")) tensor = tensor + (kTensorFlowEpsilon - BatchNorm::kEpsilon);
  }
}

void takeColours(FoundEncoder& found) {
  const auto weight = found.tensors.find(std::string(firstConvolution(found.naming->family)) + ".weight");
  if (weight == found.tensors.end() || weight->second.dim() != 4) return;
  const std::int64_t bands = weight->second.size(1);
  found.report.bands = static_cast<int>(std::min<std::int64_t>(bands, 1'000'000));
  if (bands < 3)
    found.report.refusal =
        bands == 1 ? "is for pictures of one band, ours have three" : "is for pictures of two bands, ours have three";
  if (bands <= 3) return;
  const std::array<int, 3> columns = found.report.columns = columnsOf(bands);
  weight->second = torch::stack({weight->second.select(1, columns[0]), weight->second.select(1, columns[1]),
                                 weight->second.select(1, columns[2])},
                                1);
}

FoundEncoder find(const EncoderNaming& naming, const std::string& prefix, const TensorFile& file,
                  const std::filesystem::path& path) {
  FoundEncoder found{&naming, {}, {}};
  TensorMap theirs;
  for (const auto& [name, tensor] : file.tensors) {
    if (name.starts_with(prefix) && naming.isPart(std::string_view(name).substr(prefix.size()))) {
      theirs.emplace(name.substr(prefix.size()), tensor);
    } else {
      found.report.leftAside.push_back(name);
    }
  }
  WeightsReport& report = found.report;
  report.taken = theirs.size();
  report.naming = naming.writers;
  report.prefix = prefix;
  report.skipped = file.skipped;
  report.refusal = naming.refusal;
  // timm's files do not say it themselves.
  const bool isOfTensorFlow =
      naming.isOfTensorFlow || path.filename().string().find("tf_efficientnet_lite") != std::string::npos;
  report.mean = isOfTensorFlow ? kHalves : kImageMean;
  report.deviation = isOfTensorFlow ? kHalves : kImageStandardDeviation;
  if (!report.refusal.empty()) return found;
  found.tensors = naming.toOurs(std::move(theirs));
  takeColours(found);
  takeOurNormalisation(found);
  if (isOfTensorFlow) takeOurEpsilon(found.tensors);
  return found;
}

TensorMap encoderState(Encoder encoder, double width) {
  const torch::NoGradGuard noGrad;
  return stateOf(*makeEncoder(encoder, width, kStride));
}

std::string shapeOf(const torch::Tensor& tensor) {
  std::string shape;
  for (const std::int64_t size : tensor.sizes()) shape += (shape.empty() ? "" : "×") + std::to_string(size);
  return shape.empty() ? "a single number" : shape;
}

struct NameDifferences {
  std::vector<std::string> missing, unexpected;
  std::size_t count() const { return missing.size() + unexpected.size(); }
};

NameDifferences differences(const TensorMap& tensors, const TensorMap& encoder) {
  NameDifferences names;
  for (const auto& item : encoder) {
    const bool isNeeded = !item.first.ends_with("num_batches_tracked");
    if (isNeeded && !tensors.contains(item.first)) names.missing.push_back(item.first);
  }
  for (const auto& item : tensors) {
    if (!encoder.contains(item.first)) names.unexpected.push_back(item.first);
  }
  return names;
}

std::string named(const std::vector<std::string>& names) {
  return std::to_string(names.size()) + (names.size() == 1 ? " tensor (" : " tensors (") + names.front() +
         (names.size() == 1 ? ")" : " first)");
}

/// Completes the report by the encoder that fits, or by the reason why the nearest does not.
WeightsReport matched(const FoundEncoder& found) {
  WeightsReport report = found.report;
  if (!report.refusal.empty()) return report;
  std::optional<std::size_t> nearest;
  for (const EncoderFacts& facts : kEncoders) {
    if (facts.family != found.naming->family) continue;
    const std::size_t apart = differences(found.tensors, encoderState(facts.encoder, kNarrow)).count();
    if (nearest && apart > *nearest) continue;
    const TensorMap state = encoderState(facts.encoder, apart == 0 ? 1.0 : kNarrow);
    const std::string reason = misfit(found.tensors, state, facts.title);
    if (reason.empty()) {
      report.encoder = facts.encoder;
      report.refusal.clear();
      return report;
    }
    if (!nearest || apart < *nearest) report.refusal = reason;
    nearest = apart;
  }
  return report;
}

}  // namespace

std::vector<FoundEncoder> encodersIn(const TensorFile& file, const std::filesystem::path& path) {
  std::vector<FoundEncoder> all;
  for (const EncoderNaming& naming : encoderNamings()) {
    for (const auto& item : file.tensors) {
      const std::optional<std::string> prefix = prefixOf(item.first, naming.first);
      if (prefix && file.tensors.contains(*prefix + std::string(naming.witness))) {
        all.push_back(find(naming, *prefix, file, path));
      }
    }
  }
  std::ranges::stable_sort(all, [](const FoundEncoder& a, const FoundEncoder& b) {
    const std::string &first = a.report.prefix, &second = b.report.prefix;
    return first.size() != second.size() ? first.size() < second.size() : first > second;
  });
  return all;
}

std::string misfit(const TensorMap& tensors, const TensorMap& encoder, std::string_view title) {
  const NameDifferences names = differences(tensors, encoder);
  if (!names.unexpected.empty()) {
    return "holds " + named(names.unexpected) + " that " + std::string(title) + " does not have";
  }
  if (!names.missing.empty()) return "lacks " + named(names.missing) + " of " + std::string(title);
  for (const auto& [name, tensor] : tensors) {
    const torch::Tensor& ours = encoder.at(name);
    if (tensor.sizes() == ours.sizes()) continue;
    return "has " + shapeOf(tensor) + " as " + name + ", which is " + shapeOf(ours) + " in " + std::string(title);
  }
  return "";
}

WeightsReport inspectWeights(const std::filesystem::path& path) {
  const TensorFile file = readWeights(path);
  std::optional<WeightsReport> refused;
  for (const FoundEncoder& found : encodersIn(file, path)) {
    WeightsReport report = matched(found);
    if (report.encoder) return report;
    if (!refused) refused = std::move(report);
  }
  if (refused) return *refused;
  WeightsReport report;
  report.refusal = "holds no encoder of ours: neither ResNet, VGG, MiT nor EfficientNet-Lite";
  for (const auto& item : file.tensors) report.leftAside.push_back(item.first);
  report.skipped = file.skipped;
  return report;
}

}  // namespace macadam
