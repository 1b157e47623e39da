#include "ui/data/tile_filter.h"

#include "ui/data/tile_model.h"

#include <algorithm>
#include <compare>

namespace macadam {
namespace {

/// As the panel lists them; what is in no set comes last.
int rank(Subset subset) {
  return subset == Subset::Unused ? 100 : static_cast<int>(subset);
}

/// Tiles without labels come before those without road.
double measuredShare(const TileModel& tiles, int row) {
  return tiles.roadShare(row).value_or(-1.0);
}

}  // namespace

TileFilter::TileFilter(TileModel& tiles, QObject* parent) : QSortFilterProxyModel(parent), tiles_(tiles) {
  setSourceModel(&tiles);
  sort(0);
}

void TileFilter::setConditions(const TileConditions& conditions) {
  if (conditions == conditions_) return;
  conditions_ = conditions;
  words_ = conditions.words.split(' ', Qt::SkipEmptyParts);
  invalidateFilter();
}

void TileFilter::setOrder(TileOrder order, Qt::SortOrder direction) {
  if (order == order_ && direction == sortOrder()) return;
  const bool isNewKey = order != order_;
  order_ = order;
  if (isNewKey) invalidate();
  sort(0, direction);
}

bool TileFilter::filterAcceptsRow(int row, const QModelIndex&) const {
  if (conditions_.subset && tiles_.subset(row) != *conditions_.subset) return false;
  if (!conditions_.scene.isEmpty() && tiles_.sample(row).scene != conditions_.scene.toStdString()) return false;
  switch (conditions_.choice) {
    case TileChoice::All:
      break;
    case TileChoice::WithMask:
      if (!tiles_.sample(row).hasMask()) return false;
      break;
    case TileChoice::WithoutMask:
      if (tiles_.sample(row).hasMask()) return false;
      break;
    case TileChoice::WithProblems:
      if (tiles_.problems(row).isEmpty()) return false;
      break;
    case TileChoice::Locked:
      if (!tiles_.isLocked(row)) return false;
      break;
  }
  return hasWords(row);
}

bool TileFilter::hasWords(int row) const {
  if (words_.isEmpty()) return true;
  const Sample& sample = tiles_.sample(row);
  const QString text = QString::fromStdString(sample.id + '\n' + sample.scene);
  return std::ranges::all_of(words_, [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

bool TileFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const {
  const int a = left.row(), b = right.row();
  std::partial_ordering order = std::partial_ordering::equivalent;
  switch (order_) {
    case TileOrder::Name:
      break;
    case TileOrder::Scene:
      order = tiles_.sample(a).scene <=> tiles_.sample(b).scene;
      break;
    case TileOrder::RoadShare:
      order = measuredShare(tiles_, a) <=> measuredShare(tiles_, b);
      break;
    case TileOrder::Set:
      order = rank(tiles_.subset(a)) <=> rank(tiles_.subset(b));
      break;
  }
  return order == std::partial_ordering::equivalent ? a < b : order < 0;
}

}  // namespace macadam
