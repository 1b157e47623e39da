#include "ui/annotate/tile_queue_model.h"

#include "ui/widgets/theme.h"

#include <utility>

namespace macadam {
namespace {

QString stateText(std::optional<TileVerdict> verdict) {
  if (!verdict) return TileQueueModel::tr("open");
  return *verdict == TileVerdict::Done ? TileQueueModel::tr("done") : TileQueueModel::tr("skipped");
}

QVariant stateIcon(std::optional<TileVerdict> verdict) {
  if (!verdict) return {};
  return Theme::instance().icon(*verdict == TileVerdict::Done ? "check" : "next");
}

}  // namespace

void TileQueueModel::setTiles(std::vector<QueueTile> tiles) {
  beginResetModel();
  tiles_ = std::move(tiles);
  rows_.clear();
  for (std::size_t row = 0; row < tiles_.size(); ++row) rows_.emplace(tiles_[row].sample, int(row));
  endResetModel();
}

void TileQueueModel::setProgress(const AnnotationProgress& progress) {
  progress_ = progress;
  if (tiles_.empty()) return;
  Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int TileQueueModel::rowOf(const std::string& sample) const {
  const auto found = rows_.find(sample);
  return found != rows_.end() ? found->second : -1;
}

int TileQueueModel::nextOpen(int row, int by) const {
  for (int next = row + by; next >= 0 && next < rowCount(); next += by) {
    if (!verdictAt(next)) return next;
  }
  return -1;
}

int TileQueueModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : int(tiles_.size());
}

int TileQueueModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant TileQueueModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const QueueTile& tile = tiles_[std::size_t(index.row())];
  const std::optional<TileVerdict> verdict = verdictAt(index.row());
  const bool isReason = index.column() == Reason;
  const QString text = index.column() == Name ? tile.name : isReason ? tile.reason : tile.scene;
  switch (role) {
    case Qt::DisplayRole:
      return isReason && verdict ? QString() : text;  // the sign has its room, and the name keeps its own
    case Qt::DecorationRole:
      return isReason ? stateIcon(verdict) : QVariant();
    case Qt::ForegroundRole:
      return verdict ? QVariant(Theme::instance().colours().mutedText) : QVariant();
    case Qt::ToolTipRole:
      return tr("%1\n%2 of %3: %4\nScene %5, %6")
          .arg(QString::fromStdString(tile.sample))
          .arg(index.row() + 1)
          .arg(rowCount())
          .arg(tile.reason, tile.scene, stateText(verdict));
    case Qt::AccessibleTextRole:
      return index.column() == Name ? tr("%1, %2").arg(text, stateText(verdict)) : text;
    default:
      return {};
  }
}

QVariant TileQueueModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (role != Qt::DisplayRole) return {};
  if (orientation == Qt::Vertical) return section + 1;
  return QStringList{tr("Tile"), tr("Why"), tr("Scene")}.value(section);
}

}  // namespace macadam
