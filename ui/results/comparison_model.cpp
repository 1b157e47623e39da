#include "ui/results/comparison_model.h"

#include <QFont>
#include <utility>

namespace macadam {
namespace {

constexpr int kMethod = 0, kNetwork = 1, kParameters = 2, kMultiplyAdds = 3, kRuns = 4, kFirstMetric = 5;

const Measure& measureAt(int section) {
  return kMeasures[static_cast<std::size_t>(section - kFirstMetric)];
}

QVariant explanation(int section) {
  if (section == kMultiplyAdds) return ComparisonModel::tr("Billions of multiply-accumulates for one tile");
  if (section == kRuns) return ComparisonModel::tr("How many runs, with one seed each, make up the row");
  if (section < kFirstMetric) return {};
  return ComparisonModel::tr(measureAt(section).doc);
}

}  // namespace

void ComparisonModel::setComparison(Comparison comparison) {
  beginResetModel();
  comparison_ = std::move(comparison);
  endResetModel();
}

TableColumns ComparisonModel::columnsWithout(const std::set<int>& hidden) {
  TableColumns columns{.parameters = !hidden.contains(kParameters),
                       .multiplyAdds = !hidden.contains(kMultiplyAdds),
                       .runs = !hidden.contains(kRuns)};
  for (std::size_t i = 0; i < columns.metrics.size(); ++i) {
    columns.metrics[i] = !hidden.contains(kFirstMetric + static_cast<int>(i));
  }
  return columns;
}

int ComparisonModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(comparison_.rows.size());
}

int ComparisonModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : kFirstMetric + static_cast<int>(kMeasures.size());
}

QVariant ComparisonModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const auto rowIndex = static_cast<std::size_t>(index.row());
  const ComparisonRow& row = comparison_.rows[rowIndex];
  const bool isMetric = index.column() >= kFirstMetric;
  const auto metric = static_cast<std::size_t>(isMetric ? index.column() - kFirstMetric : 0);
  if (role == Qt::TextAlignmentRole) {
    return static_cast<int>((index.column() <= kNetwork ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
  }
  if (role == Qt::FontRole && isMetric && comparison_.isBest(rowIndex, metric)) {
    QFont font;
    font.setBold(true);
    return font;
  }
  if (role != Qt::DisplayRole) return {};
  switch (index.column()) {
    case kMethod:
      return QString::fromStdString(row.method);
    case kNetwork:
      return QString::fromStdString(row.network);
    case kParameters:
      return QString::fromStdString(parametersText(row));
    case kMultiplyAdds:
      return QString::fromStdString(multiplyAddsText(row));
    case kRuns:
      return row.runs;
    default:
      return QString::fromStdString(cellText(row.cells[metric]));
  }
}

QVariant ComparisonModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) {
    return static_cast<int>((section <= kNetwork ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
  }
  if (role == Qt::ToolTipRole) return explanation(section);
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case kMethod:
      return tr("Method");
    case kNetwork:
      return tr("Network");
    case kParameters:
      return tr("Parameters");
    case kMultiplyAdds:
      return tr("GMAC");
    case kRuns:
      return tr("Runs");
    default:
      return QString::fromLatin1(measureAt(section).title);
  }
}

}  // namespace macadam
