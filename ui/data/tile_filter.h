#pragma once

#include "data/split.h"

#include <QSortFilterProxyModel>
#include <QString>
#include <optional>

namespace macadam {

class TileModel;

enum class TileChoice { All, WithMask, WithoutMask, WithProblems, Locked };
enum class TileOrder { Name, Scene, RoadShare, Set };

/// Which tiles are shown: those that meet all of these.
struct TileConditions {
  std::optional<Subset> subset;
  TileChoice choice = TileChoice::All;
  QString scene;  ///< Empty for all.
  QString words;  ///< Each of them in the id or the scene.

  bool operator==(const TileConditions&) const = default;
};

/// Tiles as the grid shows them: filtered and sorted, equal ones by name.
class TileFilter : public QSortFilterProxyModel {
  Q_OBJECT

 public:
  explicit TileFilter(TileModel& tiles, QObject* parent = nullptr);

  const TileConditions& conditions() const { return conditions_; }
  void setConditions(const TileConditions& conditions);
  void setOrder(TileOrder order, Qt::SortOrder direction);

 protected:
  bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
  bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

 private:
  bool hasWords(int row) const;

  TileModel& tiles_;
  TileConditions conditions_;
  QStringList words_;
  TileOrder order_ = TileOrder::Name;
};

}  // namespace macadam
