#include "ui/train/run_controller.h"

namespace macadam {

RunController::RunController(EngineAccess, QObject* parent) : QObject(parent) {}
RunController::~RunController() = default;

}  // namespace macadam
