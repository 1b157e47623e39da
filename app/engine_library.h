#pragma once

#include <QString>

#include "ui/project/engine_access.h"

namespace macadam {

/// The engine of the module beside the program (or in its `lib` folder), loaded at the first call.
/// It stays loaded: LibTorch cannot be unloaded.
EngineAccess engineFromModule();

}  // namespace macadam
