#pragma once

#include "eval/comparison.h"

#include <QAbstractTableModel>

namespace macadam {

/// The paper's table: a row for each method and network, the best value of every column in bold.
class ComparisonModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  using QAbstractTableModel::QAbstractTableModel;

  void setComparison(Comparison comparison);
  const Comparison& comparison() const { return comparison_; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  Comparison comparison_;
};

}  // namespace macadam
