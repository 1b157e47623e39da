#pragma once

#include <filesystem>
#include <string>

namespace macadam {

/// A committed file below tests/golden/.
inline std::filesystem::path golden(const std::string& name) {
  return std::filesystem::path(MACADAM_GOLDEN_DIR) / name;
}

}  // namespace macadam
