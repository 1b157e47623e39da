#pragma once

#include "ui/data/split_edits.h"

#include <QAbstractTableModel>
#include <vector>

namespace macadam {

/// Tiles that two splits have in different sets: tile, from, to.
class RelocationModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  using QAbstractTableModel::QAbstractTableModel;

  void setRelocations(std::vector<Relocation> relocations);
  const Relocation& at(int row) const { return relocations_[static_cast<std::size_t>(row)]; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  std::vector<Relocation> relocations_;
};

}  // namespace macadam
