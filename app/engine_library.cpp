#include "engine_library.h"

#include "base/error.h"
#include "base/mutex.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLibrary>
#include <memory>

namespace macadam {
namespace {

constexpr auto kModule = "macadam-engine.so";

QString moduleFile() {
  const QString beside = QCoreApplication::applicationDirPath();
  const QString installed = beside + "/../lib/macadam/" + kModule;
  return QFileInfo::exists(installed) ? installed : beside + "/" + kModule;
}

std::unique_ptr<Engine> loadEngine() {
  QLibrary module(moduleFile());
  using Make = Engine* (*)();
  const auto make = reinterpret_cast<Make>(module.resolve("macadamMakeEngine"));
  if (make == nullptr) {
    throw Error(moduleFile().toStdString(), "cannot be loaded: " + module.errorString().toStdString(),
                "install Macadam again, with LibTorch");
  }
  return std::unique_ptr<Engine>(make());
}

}  // namespace

EngineAccess engineFromModule() {
  struct Loaded {
    Mutex mutex;
    std::unique_ptr<Engine> engine MACADAM_GUARDED_BY(mutex);
  };
  return [loaded = std::make_shared<Loaded>()]() -> Engine& {
    const MutexLock lock(loaded->mutex);
    if (!loaded->engine) loaded->engine = loadEngine();
    return *loaded->engine;
  };
}

}  // namespace macadam
