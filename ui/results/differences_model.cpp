#include "ui/results/differences_model.h"

#include "runs/settings_table.h"

#include <QFont>
#include <QFontDatabase>
#include <algorithm>

namespace macadam {

void DifferencesModel::setRuns(const std::vector<RunSettings>& runs) {
  beginResetModel();
  names_.clear();
  all_.clear();
  for (const RunSettings& run : runs) {
    const auto column = names_.size();
    names_.append(run.name);
    for (const auto& [key, value] : flattenedToml(run.toml)) {
      if (key == "name") continue;  // heads the column
      const QString path = QString::fromStdString(key);
      auto row = std::ranges::find(all_, path, &Row::path);
      if (row == all_.end()) row = all_.insert(all_.end(), Row{.path = path});
      while (row->values.size() < column) row->values.append(QStringLiteral("–"));
      row->values.append(value.empty() ? tr("(empty)") : QString::fromStdString(value));
    }
  }
  for (Row& row : all_) {
    while (row.values.size() < names_.size()) row.values.append(QStringLiteral("–"));
    row.differs = std::ranges::any_of(row.values, [&](const QString& value) { return value != row.values.front(); });
  }
  differing_ = static_cast<int>(std::ranges::count_if(all_, &Row::differs));
  show();
  endResetModel();
}

void DifferencesModel::setOnlyDiffering(bool onlyDiffering) {
  if (onlyDiffering == onlyDiffering_) return;
  beginResetModel();
  onlyDiffering_ = onlyDiffering;
  show();
  endResetModel();
}

void DifferencesModel::show() {
  shown_.clear();
  const bool comparing = names_.size() > 1;
  for (std::size_t i = 0; i < all_.size(); ++i) {
    if (!comparing || !onlyDiffering_ || all_[i].differs) shown_.push_back(i);
  }
}

int DifferencesModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(shown_.size());
}

int DifferencesModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() || names_.isEmpty() ? 0 : static_cast<int>(names_.size()) + 1;
}

QVariant DifferencesModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const Row& row = all_[shown_[static_cast<std::size_t>(index.row())]];
  const QString text = index.column() == 0 ? row.path : row.values[index.column() - 1];
  switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
      return text;
    case Qt::FontRole: {
      QFont font;
      if (index.column() == 0) font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
      font.setBold(row.differs && !onlyDiffering_ && index.column() > 0);
      return font;
    }
    default:
      return {};
  }
}

QVariant DifferencesModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) return static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter);
  if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
  return section == 0 ? tr("Setting") : names_.value(section - 1);
}

}  // namespace macadam
