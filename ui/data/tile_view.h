#pragma once

#include <QListView>
#include <QTimer>

namespace macadam {

class TileDelegate;
class TileFilter;
class Thumbnails;
struct RoadOverlay;

/// The grid of tiles. Asks for the pictures that are in sight, then for those just below and above.
class TileView : public QListView {
  Q_OBJECT

 public:
  static constexpr int kSmallest = 72;
  static constexpr int kLargest = 360;

  TileView(TileFilter& tiles, Thumbnails& thumbnails, QWidget* parent = nullptr);

  int tileSide() const { return tileSide_; }
  /// The smallest side of a picture; columns share what is left of the width.
  void setTileSide(int side);
  void setOverlay(const RoadOverlay& overlay);
  /// First row in sight, and the row behind the last one.
  std::pair<int, int> rowsInSight() const;

 Q_SIGNALS:
  /// Space, Enter or a double click.
  void opened(const QModelIndex& index);
  void tileSideWished(int side);
  void selectionChangedTo(int count);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void scrollContentsBy(int dx, int dy) override;
  void updateGeometries() override;
  void startDrag(Qt::DropActions actions) override;
  void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;

 private:
  void layOut();
  void wantInSight();
  void showReady(int sample);

  TileFilter& tiles_;
  Thumbnails& thumbnails_;
  TileDelegate& delegate_;
  QTimer wanting_;
  int tileSide_ = 150;
};

}  // namespace macadam
