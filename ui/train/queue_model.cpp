#include "ui/train/queue_model.h"

#include "ui/train/method_rows.h"

#include <QMimeData>

namespace macadam {
namespace {

constexpr auto kMimeType = "application/x-macadam-queue-row";

/// Of the split as it was when this was asked for.
QString countsOf(const Split& split) {
  return QueueModel::tr("Split “%1”: %L2 labelled, %L3 unlabelled")
      .arg(QString::fromStdString(split.name))
      .arg(split.labelled.size())
      .arg(split.unlabelled.size());
}

QString inBackground() {
  return QueueModel::tr("In the background, by a process of its own");
}

QString details(const NewRun& task) {
  QStringList lines{rowLabel(choiceOf(task.spec))};
  if (task.place == TrainingPlace::Background) lines.append(inBackground());
  if (task.split) lines.append(countsOf(*task.split));
  lines.append(QueueModel::tr("Into %1").arg(QString::fromStdString(task.runs.string())));
  return lines.join('\n');
}

QString details(const ResumedRun& task) {
  QString folder = QString::fromStdString(task.folder.path().string());
  if (task.place == TrainingPlace::Background) folder.prepend(inBackground() + '\n');
  if (task.moreIterations == 0) return QueueModel::tr("Goes on from its last checkpoint\n%1").arg(folder);
  return QueueModel::tr("Goes on from its last checkpoint, %L1 iterations further than planned\n%2")
      .arg(task.moreIterations)
      .arg(folder);
}

QString details(const NewSuite& task) {
  QStringList names;
  if (task.split) names.append(countsOf(*task.split));
  for (const SuiteRun& run : task.plan) names.append(QString::fromStdString(run.spec.name));
  return names.join('\n');
}

}  // namespace

QueueModel::QueueModel(RunController& controller, QObject* parent)
    : QAbstractListModel(parent), controller_(controller), count_(static_cast<int>(controller.queue().size())) {
  connect(&controller, &RunController::queueChanged, this, [this] {
    beginResetModel();
    count_ = static_cast<int>(controller_.queue().size());
    endResetModel();
  });
}

int QueueModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : count_;
}

QVariant QueueModel::data(const QModelIndex& index, int role) const {
  const auto place = static_cast<std::size_t>(index.row());
  if (!index.isValid() || place >= controller_.queue().size()) return {};
  const TrainingTask& task = controller_.queue()[place];
  if (role == Qt::DisplayRole) return RunController::titleOf(task);
  if (role == Qt::ToolTipRole) return std::visit([](const auto& known) { return details(known); }, task);
  return {};
}

Qt::ItemFlags QueueModel::flags(const QModelIndex& index) const {
  if (!index.isValid()) return Qt::ItemIsDropEnabled;
  return QAbstractListModel::flags(index) | Qt::ItemIsDragEnabled;
}

QStringList QueueModel::mimeTypes() const {
  return {kMimeType};
}

QMimeData* QueueModel::mimeData(const QModelIndexList& indexes) const {
  auto* data = new QMimeData;
  if (!indexes.isEmpty()) data->setData(kMimeType, QByteArray::number(indexes.constFirst().row()));
  return data;
}

bool QueueModel::dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int, const QModelIndex&) {
  if (action != Qt::MoveAction || !data->hasFormat(kMimeType)) return false;
  const int from = data->data(kMimeType).toInt();
  int to = row < 0 ? count_ : row;
  if (from < to) --to;  // the gap is counted with the row still in its place
  controller_.moveQueued(static_cast<std::size_t>(from), static_cast<std::size_t>(to));
  return true;
}

}  // namespace macadam
