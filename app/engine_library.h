#pragma once

#include "ui/project/engine_access.h"

#include <QString>

namespace macadam {

/// The engine of the module beside the program (or in its `lib` folder), loaded at the first call.
/// It stays loaded: LibTorch cannot be unloaded.
EngineAccess engineFromModule();

}  // namespace macadam
