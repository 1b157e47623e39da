#include "ui/data/relocation_model.h"

#include "ui/data/wording.h"
#include "ui/widgets/theme.h"

#include <utility>

namespace macadam {

void RelocationModel::setRelocations(std::vector<Relocation> relocations) {
  beginResetModel();
  relocations_ = std::move(relocations);
  endResetModel();
}

int RelocationModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(relocations_.size());
}

int RelocationModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : 3;
}

QVariant RelocationModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const Relocation& one = at(index.row());
  if (index.column() == 0) {
    return role == Qt::DisplayRole || role == Qt::ToolTipRole ? QVariant(QString::fromStdString(one.id)) : QVariant();
  }
  const Subset subset = index.column() == 1 ? one.from : one.to;
  if (role == Qt::DisplayRole) return subsetName(subset);
  if (role == Qt::DecorationRole) return Theme::instance().subset(subset);
  return {};
}

QVariant RelocationModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
    return QAbstractTableModel::headerData(section, orientation, role);
  return section == 0 ? tr("Tile") : section == 1 ? tr("From") : tr("To");
}

}  // namespace macadam
