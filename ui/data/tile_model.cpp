#include "ui/data/tile_model.h"

#include "ui/data/split_edits.h"
#include "ui/widgets/per_cent.h"

#include <QDataStream>
#include <QIODevice>
#include <QMimeData>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace macadam {
namespace {

QString text(const std::string& utf8) {
  return QString::fromStdString(utf8);
}

/// Rows by the words with which a problem may name them.
std::unordered_multimap<std::string, int> rowsByName(const Dataset& dataset) {
  std::unordered_multimap<std::string, int> rows;
  for (std::size_t i = 0; i < dataset.samples.size(); ++i) {
    const Sample& sample = dataset.samples[i];
    const int row = static_cast<int>(i);
    rows.emplace(sample.id, row);
    rows.emplace(sample.image.string(), row);
    if (sample.hasMask()) rows.emplace(sample.mask.string(), row);
    if (!sample.refusedMask.empty()) rows.emplace(sample.refusedMask.string(), row);
  }
  return rows;
}

}  // namespace

QString subsetName(Subset subset) {
  switch (subset) {
    case Subset::Labelled:
      return TileModel::tr("Labelled");
    case Subset::Unlabelled:
      return TileModel::tr("Unlabelled");
    case Subset::Validation:
      return TileModel::tr("Validation");
    case Subset::Test:
      return TileModel::tr("Test");
    case Subset::Unused:
      return TileModel::tr("Unused");
  }
  return {};
}

std::vector<int> draggedTiles(const QMimeData& data) {
  QDataStream stream(data.data(kTilesMimeType));
  QList<int> rows;
  stream >> rows;
  return {rows.begin(), rows.end()};
}

void TileModel::setDataset(std::shared_ptr<const Dataset> dataset) {
  beginResetModel();
  dataset_ = std::move(dataset);
  const std::size_t count = dataset_ ? dataset_->samples.size() : 0;
  subsets_.assign(count, Subset::Unused);
  locked_.assign(count, false);
  problems_.assign(count, {});
  contents_.clear();
  names_ = dataset_ ? tileNames(*dataset_) : std::vector<TileName>();
  endResetModel();
  if (dataset_) setProblems(dataset_->problems);
}

void TileModel::updateDataset(std::shared_ptr<const Dataset> dataset, const std::vector<int>& rows) {
  const bool hasOtherProblems = dataset->problems != dataset_->problems;
  dataset_ = std::move(dataset);
  if (hasOtherProblems) setProblems(dataset_->problems);
  for (const int row : rows) Q_EMIT dataChanged(index(row), index(row));
}

void TileModel::setSplit(const Split& split) {
  if (!dataset_) return;
  subsets_ = placesOf(split, *dataset_);
  locked_.assign(subsets_.size(), false);
  for (const std::string& id : split.locked) {
    if (const int row = rowOf(id); row >= 0) locked_[static_cast<std::size_t>(row)] = true;
  }
  allChanged({SubsetRole, LockedRole});
}

void TileModel::setContents(std::vector<TileContent> contents) {
  if (contents.size() != subsets_.size()) contents.clear();
  contents_ = std::move(contents);
  allChanged({RoadShareRole});
}

void TileModel::setProblems(const std::vector<Problem>& problems) {
  if (!dataset_) return;
  problems_.assign(subsets_.size(), {});
  const auto rows = problems.empty() ? std::unordered_multimap<std::string, int>() : rowsByName(*dataset_);
  for (const Problem& problem : problems) {
    const auto [first, last] = rows.equal_range(problem.where);
    for (auto entry = first; entry != last; ++entry) {
      QString& all = problems_[static_cast<std::size_t>(entry->second)];
      if (!all.isEmpty()) all += '\n';
      all += text(describe(problem));
    }
  }
  allChanged({ProblemRole});
}

int TileModel::rowOf(const std::string& id) const {
  const Sample* found = dataset_ ? dataset_->find(id) : nullptr;
  return found == nullptr ? -1 : static_cast<int>(found - dataset_->samples.data());
}

std::vector<int> TileModel::rowsNamed(const std::vector<std::string>& places) const {
  std::vector<int> rows;
  std::unordered_set<std::string> files;
  for (const std::string& place : places) {
    if (const int row = rowOf(place); row >= 0) {
      rows.push_back(row);
    } else if (!place.empty()) {
      files.insert(place);
    }
  }
  for (int row = 0; !files.empty() && row < rowCount(); ++row) {
    const Sample& one = sample(row);
    if (files.contains(one.image.string()) || files.contains(one.mask.string()) ||
        files.contains(one.refusedMask.string())) {
      rows.push_back(row);
    }
  }
  return rows;
}

int TileModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(subsets_.size());
}

QVariant TileModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) return {};
  const int row = index.row();
  switch (role) {
    case Qt::DisplayRole:
      return name(row).whole();
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
      return description(row);
    case IdRole:
      return text(sample(row).id);
    case SceneRole:
      return text(sample(row).scene);
    case SubsetRole:
      return static_cast<int>(subset(row));
    case RoadShareRole:
      return roadShare(row) ? QVariant(*roadShare(row)) : QVariant();
    case HasMaskRole:
      return sample(row).hasMask();
    case LockedRole:
      return isLocked(row);
    case NameRole:
      return QVariant::fromValue(name(row));
    case ProblemRole:
      return problems(row);
    default:
      return {};
  }
}

QString TileModel::description(int row) const {
  const Sample& one = sample(row);
  QStringList lines{text(one.id),
                    tr("%1×%2 pixels, %3").arg(one.width).arg(one.height).arg(subsetName(subset(row)).toLower())};
  if (!one.hasMask()) {
    lines.append(tr("no mask"));
  } else if (roadShare(row)) {
    lines.append(tr("%1 road").arg(perCentText(*roadShare(row))));
  } else if (isMeasured()) {
    lines.append(dataset_->masks.open ? tr("not decided what its mask means") : tr("unknown throughout"));
  }
  if (one.scene != one.id) lines.append(tr("scene %1").arg(text(one.scene)));
  if (isLocked(row)) lines.append(tr("locked in its set"));
  if (!problems(row).isEmpty()) lines.append(problems(row));
  return lines.join('\n');
}

Qt::ItemFlags TileModel::flags(const QModelIndex& index) const {
  const Qt::ItemFlags flags = QAbstractListModel::flags(index);
  return index.isValid() ? flags | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren : flags;
}

QStringList TileModel::mimeTypes() const {
  return {kTilesMimeType};
}

QMimeData* TileModel::mimeData(const QModelIndexList& indexes) const {
  QList<int> rows;
  for (const QModelIndex& index : indexes) rows.append(index.row());
  QByteArray bytes;
  QDataStream stream(&bytes, QIODevice::WriteOnly);
  stream << rows;
  auto* data = new QMimeData;
  data->setData(kTilesMimeType, bytes);
  return data;
}

void TileModel::allChanged(const QList<int>& roles) {
  if (rowCount() == 0) return;
  Q_EMIT dataChanged(index(0), index(rowCount() - 1), roles + QList<int>{Qt::ToolTipRole, Qt::AccessibleTextRole});
}

}  // namespace macadam
