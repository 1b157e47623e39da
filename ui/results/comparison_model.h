#pragma once

#include "eval/comparison.h"

#include <QAbstractTableModel>
#include <set>

namespace macadam {

/// The paper's table: a row for each method and network, the best value of every column in bold.
class ComparisonModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  using QAbstractTableModel::QAbstractTableModel;

  void setComparison(Comparison comparison);
  const Comparison& comparison() const { return comparison_; }
  /// Method and network name a row: they are always there.
  static bool canBeHidden(int column) { return column > 1; }
  /// The columns of exported tables, when these of the model are hidden.
  static TableColumns columnsWithout(const std::set<int>& hidden);

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  Comparison comparison_;
};

}  // namespace macadam
