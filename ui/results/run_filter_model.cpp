#include "ui/results/run_filter_model.h"

#include "ui/results/run_cells.h"

#include <algorithm>

namespace macadam {
namespace {

/// Everything that one would search a run by, in one text.
QString searchable(const RunRecord& run) {
  QStringList parts{QString::fromStdString(run.folder.name())};
  for (const RunColumn column : {RunColumn::State, RunColumn::Name, RunColumn::Method, RunColumn::Networks,
                                 RunColumn::Split, RunColumn::Tags, RunColumn::Notes}) {
    parts.append(cellText(run, column));
  }
  return parts.join('\n');
}

}  // namespace

RunFilterModel::RunFilterModel(RunTableModel& runs, QObject* parent) : QSortFilterProxyModel(parent), runs_(runs) {
  setSourceModel(&runs);
  setSortRole(RunTableModel::kSortRole);
}

void RunFilterModel::setFilter(const RunFilter& filter) {
  filter_ = filter;
  words_ = filter.text.split(' ', Qt::SkipEmptyParts);
  invalidateFilter();
}

bool RunFilterModel::filterAcceptsRow(int row, const QModelIndex&) const {
  const RunRecord& run = runs_.run(row);
  if (filter_.state && (run.summary.state != *filter_.state || !run.problem.isEmpty())) return false;
  if (!filter_.method.isEmpty() && cellText(run, RunColumn::Method) != filter_.method) return false;
  if (!filter_.tag.isEmpty() && std::ranges::find(run.notes.tags, filter_.tag.toStdString()) == run.notes.tags.end()) {
    return false;
  }
  if (words_.isEmpty()) return true;
  const QString text = searchable(run);
  return std::ranges::all_of(words_, [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

bool RunFilterModel::lessThan(const QModelIndex& left, const QModelIndex& right) const {
  const bool hasLeft = left.data(sortRole()).isValid();
  const bool hasRight = right.data(sortRole()).isValid();
  if (hasLeft != hasRight) return hasLeft == (sortOrder() == Qt::AscendingOrder);
  if (QSortFilterProxyModel::lessThan(left, right)) return true;
  if (QSortFilterProxyModel::lessThan(right, left)) return false;
  return left.row() < right.row();
}

}  // namespace macadam
