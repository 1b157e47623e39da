#pragma once

#include <QStyledItemDelegate>

namespace macadam {

class Thumbnails;

/// How roads are painted over tiles.
struct RoadOverlay {
  bool shown = true;
  double opacity = 0.6;
};

/// Draws a tile: its picture with road over it, badge of its set, marks for locks and problems, name and road share.
class TileDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  TileDelegate(const Thumbnails& thumbnails, QObject* parent = nullptr);

  void setOverlay(const RoadOverlay& overlay) { overlay_ = overlay; }
  void setCell(QSize cell) { cell_ = cell; }
  /// Side of the picture in a cell of this width.
  static int pictureSide(int cellWidth);
  /// Cell height for a picture of this side.
  int cellHeight(int side) const;

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

 private:
  void paintPicture(QPainter& painter, const QRect& frame, int sample) const;
  void paintCaption(QPainter& painter, const QStyleOptionViewItem& option, const QRect& line,
                    const QModelIndex& index) const;

  const Thumbnails& thumbnails_;
  RoadOverlay overlay_;
  QSize cell_{176, 200};
};

}  // namespace macadam
