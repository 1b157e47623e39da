#include "spec/run_spec.h"

#include "base/error.h"
#include "base/number_text.h"

#include <charconv>
#include <sstream>

namespace macadam {

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
  std::istringstream words(text);
  std::string architecture, encoder, width;
  words >> architecture >> encoder >> width;
  try {
    if (width.starts_with("width=")) {
      const double factor = std::stod(width.substr(6));
      if (architecture == "segnet" && encoder == "vgg16") return SegNetSpec{.width = factor};
      if (architecture == "deeplab_v3plus" && encoder.starts_with("resnet")) {
        return DeepLabV3PlusSpec{.encoderDepth = std::stoi(encoder.substr(6)), .width = factor};
      }
    }
  } catch (const std::logic_error&) {  // a number that is none
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
  const std::string_view number = text.substr(kNumbered.size());
  DeviceSpec device{DeviceKind::Cuda};
  const auto [end, failure] = std::from_chars(number.data(), number.data() + number.size(), device.index);
  const bool whole = failure == std::errc() && end == number.data() + number.size();
  return whole && device.index >= 0 ? std::optional(device) : std::nullopt;
}

}  // namespace macadam
