#include "ui/compare/run_checkpoints.h"

#include "spec/stage_place.h"

#include <QCoreApplication>
#include <system_error>

namespace macadam {
namespace {

namespace fs = std::filesystem;

QString tr(const char* text) {
  return QCoreApplication::translate("RunCheckpoints", text);
}

/// Of a run that trains its teachers first.
bool hasBegunItsStudent(const RunRecord& run, const RunCheckpoints& checkpoints) {
  return checkpoints.best || run.summary.stage.starts_with(toString(Role::Student));
}

bool waitsForItsTeachers(const RunRecord& run, Role network, const RunCheckpoints& checkpoints) {
  return network.isStudent() && trainsItsTeachers(run.spec.method) && !hasBegunItsStudent(run, checkpoints);
}

}  // namespace

RunCheckpoints checkpointsOnDisk(const fs::path& runOrCheckpoint) {
  std::error_code ignored;
  if (!fs::is_directory(runOrCheckpoint, ignored)) return {.best = fs::exists(runOrCheckpoint, ignored)};
  const RunFolder run(runOrCheckpoint);
  return {.best = fs::exists(run.bestCheckpoint(), ignored),
          .teachers = fs::exists(run.checkpoints() / "teachers.safetensors", ignored),
          .last = fs::exists(run.lastCheckpoint(), ignored)};
}

QString whyNoBest(const RunRecord& run, Role network, const RunCheckpoints& checkpoints) {
  if (checkpoints.best || (checkpoints.teachers && !network.isStudent())) return {};
  if (waitsForItsTeachers(run, network, checkpoints)) {
    const StagePlace place = stagePlace(run.spec.method, network);
    return tr("Not trained yet: the student begins at stage %1 of %2").arg(place.first).arg(place.count);
  }
  if (!checkpoints.last) return tr("Not trained yet: the run holds no checkpoint");
  return tr("No best checkpoint: it comes with an evaluation on validation tiles");
}

bool isInLast(const RunRecord& run, Role network, const RunCheckpoints& checkpoints) {
  if (!checkpoints.last) return false;
  if (!trainsItsTeachers(run.spec.method)) return true;
  return network.isStudent() == hasBegunItsStudent(run, checkpoints);
}

}  // namespace macadam
