#pragma once

#include "data/dataset.h"
#include "eval/paired_difference.h"
#include "eval/road_metrics.h"
#include "ui/compare/threshold_curve.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <QStringList>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace macadam {

/// IoU and F1 for below a picture, with the threshold (a step of ThresholdCurve) where it is not the usual one; empty
/// where they are not defined.
QString scoreCaption(const std::optional<RoadMetrics>& metrics, int threshold);

/// The threshold at which a source's IoU on some tiles, counted together, is highest.
struct BestThreshold {
  int step = kUsualThreshold;  ///< Of ThresholdCurve; of several that are equally good the one nearest to the usual.
  double iou = 0.0;
  int tiles = 0;  ///< That were scored, of those listed.
};

/// The scores of some sources on some tiles at one threshold: a column for the tile, then one for each source, in which
/// IoU stands above F1. Of one tile both say the same (F1 = 2 IoU / (1 + IoU)), so that IoU orders the tiles. Where it
/// is asked for, a last column has the difference of two of them.
class ScoreTable : public QAbstractTableModel {
  Q_OBJECT

 public:
  using QAbstractTableModel::QAbstractTableModel;

  void setSamples(std::vector<Sample> samples);
  const std::vector<Sample>& samples() const { return samples_; }
  /// @param titles parallel to the ids, and short; @param whole the same in full, for tips, where it is more.
  void setSources(std::vector<std::string> ids, QStringList titles, QStringList whole = {});
  int sourceCount() const { return static_cast<int>(sources_.size()); }
  void setThreshold(int step);
  /// Curves are kept, whichever tiles and sources are shown.
  void setCurve(const std::string& sample, const std::string& source, std::shared_ptr<const ThresholdCurve> curve);
  /// Before another project.
  void forgetCurves();
  void forgetCurvesOf(const std::string& source);
  /// Of all sources.
  void forgetCurvesOn(const std::string& sample);

  bool isKnown(const std::string& sample, const std::string& source) const;
  std::optional<RoadMetrics> metrics(const std::string& sample, const std::string& source) const;
  /// Over all tiles with masks; empty unless each has been scored.
  std::optional<RoadMetrics> pooled(int source) const;
  /// Over the tiles that have been scored; empty where there is none with road in truth or prediction.
  std::optional<BestThreshold> bestThreshold(const std::string& source) const;
  /// Shows by how much the second source's IoU is above the first's, in points; empty shows it no more.
  void setDifference(std::optional<std::pair<int, int>> sources);
  /// -1 where none is shown.
  int differenceColumn() const { return difference_ ? columnOf(sourceCount()) : -1; }
  /// Of the tiles that both sources of the difference have been scored on.
  std::vector<PairedCounts> pairedCounts() const;
  static int columnOf(int source) { return 1 + source; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  /// Qt::EditRole gives IoU as a number in 0 … 1, or nothing.
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  QVariant nameData(const Sample& sample, int role) const;
  QVariant differenceData(const Sample& sample, int role) const;
  QVariant differenceHeader(int role) const;
  std::optional<PairedCounts> pairedCountsOn(const std::string& sample) const;
  const std::string& sourceOf(int column) const { return sources_[static_cast<std::size_t>(column - 1)]; }

  std::vector<Sample> samples_;
  std::unordered_map<std::string, int> rows_;
  std::vector<std::string> sources_;
  QStringList titles_, wholeTitles_;
  std::optional<std::pair<int, int>> difference_;  ///< Sources.
  int threshold_ = kUsualThreshold;
  std::unordered_map<std::string, std::shared_ptr<const ThresholdCurve>> curves_;  ///< By sample and source.
};

/// The order of the tiles: by a column, or by how far two sources' IoU are apart, widest first. Tiles without scores
/// are last in every order; equal ones keep the order of their names.
class ScoreOrder : public QSortFilterProxyModel {
  Q_OBJECT

 public:
  explicit ScoreOrder(ScoreTable& table, QObject* parent = nullptr);

  void sortByColumn(int column, Qt::SortOrder order);
  void sortByDifference(int firstSource, int secondSource);
  /// Sorts again after scores have changed.
  void refresh();

 protected:
  bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

 private:
  /// Smaller comes first.
  std::optional<double> rank(int row) const;

  ScoreTable& table_;
  int column_ = 0;
  Qt::SortOrder order_ = Qt::AscendingOrder;
  std::optional<std::pair<int, int>> difference_;
  std::vector<std::optional<double>> ranks_;  ///< Of all rows, as of the last refresh.
};

}  // namespace macadam
