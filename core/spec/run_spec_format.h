#pragma once

#include "spec/toml_format.h"

namespace macadam {

/// Of `run.toml`, presets and saved settings.
inline constexpr TomlFormat kRunSpecFormat{"the settings of a run"};

}  // namespace macadam
