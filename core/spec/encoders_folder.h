#pragma once

#include <filesystem>

namespace macadam {

/// Where `packaging/setup.sh --encoders` puts weights: `macadam/encoders` in $XDG_DATA_HOME, else in ~/.local/share.
/// Empty where there is neither.
std::filesystem::path encodersFolder();

}  // namespace macadam
