#pragma once

#include "ui/data/tile_filter.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QToolButton;

namespace macadam {

/// Search, filters and order of the grid.
class FilterBar : public QWidget {
  Q_OBJECT

 public:
  explicit FilterBar(QWidget* parent = nullptr);

  TileConditions conditions() const;
  /// Emits `conditionsChanged` where they differ.
  void setConditions(const TileConditions& conditions);
  /// Offers no choice of scenes where there are none.
  void setScenes(const QStringList& scenes);

  TileOrder order() const;
  Qt::SortOrder direction() const { return direction_; }
  void setOrder(TileOrder order, Qt::SortOrder direction);
  void focusSearch();

 Q_SIGNALS:
  void conditionsChanged();
  void orderChanged();

 private:
  void showDirection();

  QLineEdit* words_;
  QComboBox* subset_;
  QComboBox* choice_;
  QComboBox* scene_;
  QComboBox* order_;
  QToolButton* direct_;
  Qt::SortOrder direction_ = Qt::AscendingOrder;
};

}  // namespace macadam
