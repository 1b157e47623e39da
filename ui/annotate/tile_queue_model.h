#pragma once

#include "labels/annotation_progress.h"

#include <QAbstractTableModel>
#include <QString>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace macadam {

/// A tile that is offered for labelling.
struct QueueTile {
  std::string sample;
  QString name;
  QString reason;  ///< Why it stands where it does, in a word or two.
  QString scene;
};

/// Tiles in the order in which they are worth labelling, with what became of each.
class TileQueueModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { Name, Reason, Scene, ColumnCount };

  using QAbstractTableModel::QAbstractTableModel;

  /// First things first.
  void setTiles(std::vector<QueueTile> tiles);
  const std::vector<QueueTile>& tiles() const { return tiles_; }
  void setProgress(const AnnotationProgress& progress);
  const AnnotationProgress& progress() const { return progress_; }

  /// −1 for one that is not in the queue.
  int rowOf(const std::string& sample) const;
  const std::string& sampleAt(int row) const { return tiles_[std::size_t(row)].sample; }
  std::optional<TileVerdict> verdictAt(int row) const { return progress_.verdict(sampleAt(row)); }
  /// The nearest tile below a row (or above, by −1) that is still open; −1 where there is none.
  int nextOpen(int row, int by = 1) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

 private:
  std::vector<QueueTile> tiles_;
  std::unordered_map<std::string, int> rows_;
  AnnotationProgress progress_;
};

}  // namespace macadam
