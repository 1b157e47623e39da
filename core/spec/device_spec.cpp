#include "spec/device_spec.h"

#include <charconv>

namespace macadam {
namespace {

std::optional<int> wholeNumber(std::string_view text) {
  int value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  return failure == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

}  // namespace

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
