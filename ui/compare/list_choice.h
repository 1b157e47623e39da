#pragma once

#include "ui/compare/tile_set.h"

#include <QStringList>
#include <QWidget>
#include <string>
#include <vector>

class QComboBox;
class QLabel;

namespace macadam {

/// The choice of the tiles that a list shows, and of their order by the scores of one or two sources.
class ListChoice : public QWidget {
  Q_OBJECT

 public:
  enum class Order { Name, WorstFirst, LargestDifference };

  explicit ListChoice(QWidget* parent = nullptr);

  TileSet tileSet() const;
  void setTileSet(TileSet set);

  /// Sources that have scores. The order that was chosen returns as soon as there are enough for it.
  void setSources(const std::vector<std::string>& ids, const QStringList& titles);
  /// `WorstFirst` of a source, or the difference between two, by their place among the sources.
  void setOrder(Order order, int first = 0, int second = 1);
  /// Says that the list is sorted otherwise, until an order is chosen here again.
  void releaseOrder();
  /// As for a project that is new: by name.
  void resetOrder();
  Order order() const;
  int first() const;  ///< Its place among the sources, -1 without any.
  int second() const;

  void save() const;
  void restore();

 Q_SIGNALS:
  void tileSetChanged();
  void orderChanged();

 private:
  void layOut();
  void offerOrders();
  void showOrder();

  QComboBox* set_;
  QComboBox* order_;
  QComboBox* first_;
  QComboBox* second_;
  QLabel* and_;
  Order wish_ = Order::Name;
};

}  // namespace macadam
