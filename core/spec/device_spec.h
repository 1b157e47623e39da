#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace macadam {

enum class DeviceKind { Auto, Cpu, Cuda };

struct DeviceSpec {
  DeviceKind kind = DeviceKind::Auto;
  int index = 0;

  bool operator==(const DeviceSpec&) const = default;
};

/// `auto`, `cpu`, `cuda` or `cuda:1`.
std::string toText(const DeviceSpec& device);
/// The reverse; empty for anything else.
std::optional<DeviceSpec> deviceFromText(std::string_view text);

}  // namespace macadam
