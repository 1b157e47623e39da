#include "ui/compare/prediction_saver.h"

#include "ui/jobs/jobs.h"

#include <utility>

namespace macadam {

PredictionSaver::PredictionSaver(Jobs& jobs, EngineAccess engine, QObject* parent)
    : QObject(parent), jobs_(jobs), engine_(std::move(engine)) {}

void PredictionSaver::start(FilePrediction wanted) {
  const auto count = static_cast<int>(wanted.pictures.size());
  const QString folder = QString::fromStdString(wanted.folder.string());
  const QString title =
      count == 1 ? tr("Predicting %1").arg(QString::fromStdString(wanted.pictures.front().image.filename().string()))
                 : tr("Predicting %n pictures", nullptr, count);
  jobs_.startLong<QStringList>(
      title, this,
      [engine = engine_, wanted = std::move(wanted)](QPromise<QStringList>& promise) {
        promise.addResult(predictFiles(engine(), wanted, progressOf(promise)));
      },
      [this, count, folder](const QStringList& notes) {
        const QString done = count == 1 ? tr("Predicted one picture into %1").arg(folder)
                                        : tr("Predicted %n pictures into %1", nullptr, count).arg(folder);
        Q_EMIT message(notes.isEmpty() ? done : done + "; " + notes.join("; "));
      });
}

}  // namespace macadam
