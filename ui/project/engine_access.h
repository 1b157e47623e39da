#pragma once

#include "session/engine.h"

#include <functional>

namespace macadam {

/// Gives the engine; the first call loads it and LibTorch, which takes a moment, so call it from a job or from the
/// training thread, never from the UI thread. Safe from any thread. @throws Error when it cannot be loaded.
using EngineAccess = std::function<Engine&()>;

}  // namespace macadam
