#pragma once

#include "ui/train/run_controller.h"

#include <QAbstractListModel>

namespace macadam {

/// What waits for training, next first; rows can be dragged to another place.
class QueueModel : public QAbstractListModel {
  Q_OBJECT

 public:
  explicit QueueModel(RunController& controller, QObject* parent = nullptr);

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;
  Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
  QStringList mimeTypes() const override;
  QMimeData* mimeData(const QModelIndexList& indexes) const override;
  bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                    const QModelIndex& parent) override;

 private:
  RunController& controller_;
  int count_ = 0;
};

}  // namespace macadam
