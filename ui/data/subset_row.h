#pragma once

#include "ui/data/split_facts.h"

#include <QWidget>

class QToolButton;

namespace macadam {

/// A set with its number of tiles and mean road share; tiles can be dropped on it.
class SubsetRow : public QWidget {
  Q_OBJECT

 public:
  SubsetRow(Subset subset, const QString& key, QWidget* parent = nullptr);

  /// `largestShare` fills the bar.
  void setFacts(const SubsetFacts& facts, double largestShare, bool hasRoadShares);
  /// Whether there are tiles to move here.
  void setMovable(bool isMovable);
  /// The grid shows only this set.
  void setChosen(bool isChosen);

  QSize sizeHint() const override;

 Q_SIGNALS:
  void clicked();
  void moveWished();
  void dropped(const std::vector<int>& samples);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void enterEvent(QEnterEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dragLeaveEvent(QDragLeaveEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  Subset subset_;
  SubsetFacts facts_;
  double largestShare_ = 0.0;
  bool hasRoadShares_ = false;
  bool isChosen_ = false;
  bool isDropTarget_ = false;
  QToolButton* move_;
};

}  // namespace macadam
