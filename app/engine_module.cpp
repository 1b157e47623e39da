#include "session/engine.h"

/// What the window looks up in this module; the caller owns the engine.
extern "C" __attribute__((visibility("default"))) macadam::Engine* macadamMakeEngine() {
  return macadam::makeEngine().release();
}
