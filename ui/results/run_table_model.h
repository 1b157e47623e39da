#pragma once

#include "ui/project/run_catalog.h"
#include "ui/results/run_columns.h"

#include <QAbstractTableModel>
#include <vector>

namespace macadam {

/// Runs, a row each; tags and notes can be edited. Scores are those of a run's main network.
class RunTableModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  /// A value to sort by; invalid where there is none.
  static constexpr int kSortRole = Qt::UserRole;

  using QAbstractTableModel::QAbstractTableModel;

  /// Keeps rows that stay, so that a selection stays too. Both lists are in one order.
  void setRuns(const std::vector<RunRecord>& runs);
  /// One run of those that are there.
  void updateRun(const RunRecord& run);
  const RunRecord& run(int row) const { return runs_[static_cast<std::size_t>(row)]; }
  /// -1 when it is not there.
  int rowOf(const RunFolder& run) const;
  /// Whether tags and notes can be; they can at first.
  void setEditable(bool isEditable) { isEditable_ = isEditable; }
  static QString title(RunColumn column);
  /// What the column's title leaves out.
  static QString explanation(RunColumn column);

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;

 Q_SIGNALS:
  void notesEdited(const RunFolder& run, const RunNotes& notes);

 private:
  std::vector<RunRecord> runs_;
  bool isEditable_ = true;
};

}  // namespace macadam
