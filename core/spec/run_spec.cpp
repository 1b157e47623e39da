#include "spec/run_spec.h"

#include "base/error.h"
#include "base/number_text.h"

#include <charconv>
#include <sstream>

namespace macadam {
namespace {

std::optional<int> wholeNumber(std::string_view text) {
  int value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  return failure == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

}  // namespace

std::string toString(Role role) {
  switch (role) {
    case Role::Student:
      return "student";
    case Role::Teacher1:
      return "teacher1";
    case Role::Teacher2:
      return "teacher2";
  }
  return {};
}

std::string toText(const NetworkSpec& spec) {
  if (const auto* deeplab = std::get_if<DeepLabV3PlusSpec>(&spec)) {
    return "deeplab_v3plus resnet" + std::to_string(deeplab->encoderDepth) + " width=" + shortestText(deeplab->width);
  }
  return "segnet vgg16 width=" + shortestText(std::get<SegNetSpec>(spec).width);
}

NetworkSpec networkSpecFromText(const std::string& text) {
  constexpr std::string_view kWidth = "width=", kResNet = "resnet";
  std::istringstream words(text);
  std::string architecture, encoder, width, more;
  words >> architecture >> encoder >> width;
  const auto factor = width.starts_with(kWidth) ? numberFromText(width.substr(kWidth.size())) : std::nullopt;
  if (factor && !(words >> more)) {
    if (architecture == "segnet" && encoder == "vgg16") return SegNetSpec{.width = *factor};
    const auto depth = encoder.starts_with(kResNet) ? wholeNumber(encoder.substr(kResNet.size())) : std::nullopt;
    if (architecture == "deeplab_v3plus" && depth) return DeepLabV3PlusSpec{.encoderDepth = *depth, .width = *factor};
  }
  throw Error("network", "'" + text + "' is not a known network",
              "expected for example 'deeplab_v3plus resnet50 width=1' or 'segnet vgg16 width=1'");
}

const NetworkSpec& NetworksSpec::of(Role role) const {
  switch (role) {
    case Role::Teacher1:
      return teacher1;
    case Role::Teacher2:
      return teacher2;
    case Role::Student:
      break;
  }
  return student;
}

std::int64_t iterationsOf(const MethodSpec& method) {
  return std::visit([](const auto& known) { return known.iterations; }, method);
}

void addIterations(MethodSpec& method, std::int64_t more) {
  std::visit([more](auto& known) { known.iterations += more; }, method);
}

std::string toText(const DeviceSpec& device) {
  switch (device.kind) {
    case DeviceKind::Auto:
      return "auto";
    case DeviceKind::Cpu:
      return "cpu";
    case DeviceKind::Cuda:
      return device.index == 0 ? "cuda" : "cuda:" + std::to_string(device.index);
  }
  return {};
}

std::optional<DeviceSpec> deviceFromText(std::string_view text) {
  constexpr std::string_view kNumbered = "cuda:";
  if (text == "auto") return DeviceSpec{DeviceKind::Auto};
  if (text == "cpu") return DeviceSpec{DeviceKind::Cpu};
  if (text == "cuda") return DeviceSpec{DeviceKind::Cuda};
  if (!text.starts_with(kNumbered)) return std::nullopt;
  const std::optional<int> index = wholeNumber(text.substr(kNumbered.size()));
  if (!index || *index < 0) return std::nullopt;
  return DeviceSpec{DeviceKind::Cuda, *index};
}

}  // namespace macadam
