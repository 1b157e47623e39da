#include "ui/shell/interrupted_runs.h"

#include "ui/project/run_names.h"

#include <QSettings>
#include <filesystem>

namespace macadam {
namespace {

constexpr auto kDeclined = "declinedInterruptions";
constexpr qsizetype kRemembered = 200;

QString pathOf(const RunFolder& run) {
  return QString::fromStdString(run.path().string());
}

/// Of one interruption: a run that is taken up and interrupted again is offered again.
QString keyOf(const RunRecord& run) {
  return QString("%1@%2").arg(pathOf(run.folder)).arg(run.summary.iterations);
}

bool wasDeclined(const RunRecord& run) {
  return QSettings().value(kDeclined).toStringList().contains(keyOf(run));
}

void decline(const QString& key) {
  QSettings settings;
  QStringList declined = settings.value(kDeclined).toStringList();
  declined.append(key);
  while (declined.size() > kRemembered) declined.removeFirst();
  settings.setValue(kDeclined, declined);
}

}  // namespace

InterruptedRuns::InterruptedRuns(ProjectDocument& document, RunController& controller, MessageBar& messages)
    : QObject(&document), document_(document), controller_(controller), messages_(messages) {
  connect(&document.runs(), &RunCatalog::changed, this, &InterruptedRuns::look, Qt::SingleShotConnection);
  connect(&document.runs(), &RunCatalog::changed, this, &InterruptedRuns::withdrawSettled);
  connect(&controller, &RunController::runStarted, this, &InterruptedRuns::withdraw);
  connect(&controller, &RunController::queueChanged, this, &InterruptedRuns::withdrawSettled);
}

InterruptedRuns::~InterruptedRuns() {
  for (const RunFolder& run : offered_) messages_.remove(pathOf(run));
}

void InterruptedRuns::look() {
  for (const RunRecord& run : document_.runs().runs()) {
    if (canBeOffered(run) && !wasDeclined(run)) offer(run);
  }
}

bool InterruptedRuns::canBeOffered(const RunRecord& run) const {
  return run.problem.isEmpty() && run.summary.state == RunState::Interrupted && !controller_.isTaken(run.folder);
}

void InterruptedRuns::withdraw(const RunFolder& run) {
  std::erase(offered_, run);
  messages_.remove(pathOf(run));
}

/// Someone has taken them up elsewhere, or thrown them away.
void InterruptedRuns::withdrawSettled() {
  for (const RunFolder& folder : std::vector(offered_)) {
    const RunRecord* run = document_.runs().find(folder);
    if (run == nullptr || !canBeOffered(*run)) withdraw(folder);
  }
}

void InterruptedRuns::offer(const RunRecord& run) {
  const auto place = run.folder.path().lexically_relative(document_.runs().folder());
  offered_.push_back(run.folder);
  const bool hasCheckpoint = run.summary.savedIterations > 0;
  const QString detail =
      tr("%1 had done %L2 of %L3 iterations. ")
          .arg(QString::fromStdString(place.string()))
          .arg(run.summary.iterations)
          .arg(run.summary.totalIterations) +
      (hasCheckpoint ? tr("It can go on from its checkpoint at %L1.").arg(run.summary.savedIterations)
                     : tr("It had no checkpoint yet and begins again."));
  messages_.show({.kind = MessageKind::Warning,
                  .title = tr("“%1” was interrupted").arg(runName(run)),
                  .detail = detail,
                  .actions = {{hasCheckpoint ? tr("Resume") : tr("Begin again"), tr("Train it to its end"),
                               [self = QPointer(this), folder = run.folder] {
                                 if (self == nullptr) return;
                                 self->controller_.resumeRuns({{folder}});
                                 Q_EMIT self->resumed();
                               }}},
                  .dismissed = [key = keyOf(run)] { decline(key); },
                  .key = pathOf(run.folder)});
}

}  // namespace macadam
