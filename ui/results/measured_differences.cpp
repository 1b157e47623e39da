#include "ui/results/measured_differences.h"

#include "session/run_difference.h"
#include "ui/project/run_names.h"
#include "ui/results/run_words.h"

#include <QStringList>

namespace macadam {

MeasuredDifferences::MeasuredDifferences(Jobs& jobs, EngineAccess engine, const RunController& controller,
                                         QObject* parent)
    : QObject(parent), jobs_(jobs), engine_(std::move(engine)), controller_(controller) {}

void MeasuredDifferences::setDocument(ProjectDocument* document) {
  if (document_ != nullptr) document_->disconnect(this);
  document_ = document;
  texts_.clear();
  if (document == nullptr) return;
  connect(document, &ProjectDocument::labelsChanged, this, &MeasuredDifferences::forget);
  connect(document, &ProjectDocument::splitChanged, this, &MeasuredDifferences::forget);
}

void MeasuredDifferences::forget() {
  texts_.clear();
  Q_EMIT changed();
}

QString MeasuredDifferences::textOf(const std::vector<RunRecord>& pair) const {
  if (pair.size() != 2) return {};
  const auto known = texts_.find({pair[0].folder.path(), pair[1].folder.path()});
  return known != texts_.end() ? known->second : QString();
}

void MeasuredDifferences::measure(const std::vector<RunRecord>& pair) {
  if (document_ == nullptr || pair.size() != 2) return;
  const auto networkOf = [](const RunRecord& run) { return RunNetwork{run.folder, mainPart(run.spec.method).name}; };
  const auto titleOf = [&](const RunRecord& run) {
    return tr("%1 (%2)").arg(methodText(run.spec.method), runName(run, pair));
  };
  const auto key = std::pair(pair[0].folder.path(), pair[1].folder.path());
  const QString titles = tr("%1 − %2").arg(titleOf(pair[1]), titleOf(pair[0]));
  const CountKeeping keeping = document_->obstacle().isEmpty() ? CountKeeping::Kept : CountKeeping::Forgotten;
  const int threads = controller_.state() == TrainingState::Idle ? 0 : 1;  // a run in training keeps the cores
  texts_[key] = tr("Measuring…");
  Q_EMIT changed();
  jobs_.startLong<RunDifference>(
      tr("Measuring the difference"), this,
      [first = networkOf(pair[0]), second = networkOf(pair[1]), dataset = document_->dataset(),
       tiles = document_->split().validation, engine = engine_, keeping, threads](QPromise<RunDifference>& promise) {
        promise.addResult(
            differenceOf(first, second, *dataset, tiles, engine(), keeping, threads, progressOf(promise)));
      },
      [this, key, titles, dataset = document_->dataset(), split = document_->split()](const RunDifference& measured) {
        // What was measured before an edit is of yesterday.
        if (document_ == nullptr || document_->dataset() != dataset || document_->split() != split) return;
        QStringList lines{tr("%1: %2").arg(titles, QString::fromStdString(differenceText(measured.difference)))};
        for (const std::string& note : measured.notes) lines.append(QString::fromStdString(note));
        texts_[key] = lines.join('\n');
        Q_EMIT changed();
      },
      [this](const QList<Problem>& problems) { Q_EMIT failed(problems); },
      [this, key] {
        texts_.erase(key);
        Q_EMIT changed();
      });
}

}  // namespace macadam
