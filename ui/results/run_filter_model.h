#pragma once

#include "ui/results/run_table_model.h"

#include <QSortFilterProxyModel>
#include <QStringList>
#include <optional>

namespace macadam {

/// What the table of runs is narrowed down to; empty fields let everything through.
struct RunFilter {
  QString text;  ///< Words that must all occur, in any column.
  std::optional<RunState> state;
  QString method;
  QString tag;

  bool isEmpty() const { return text.trimmed().isEmpty() && !state && method.isEmpty() && tag.isEmpty(); }
};

/// Sorts and filters a RunTableModel; missing values come last either way.
class RunFilterModel : public QSortFilterProxyModel {
  Q_OBJECT

 public:
  explicit RunFilterModel(RunTableModel& runs, QObject* parent = nullptr);

  void setFilter(const RunFilter& filter);
  const RunFilter& filter() const { return filter_; }
  const RunRecord& run(const QModelIndex& index) const { return runs_.run(mapToSource(index).row()); }

 protected:
  bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
  bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

 private:
  RunTableModel& runs_;
  RunFilter filter_;
  QStringList words_;
};

}  // namespace macadam
