#pragma once

#include "ui/data/thumbnail.h"
#include "ui/data/tile_delegate.h"
#include "ui/jobs/newest_wins.h"

#include <QThreadPool>
#include <QWidget>
#include <string>

class QLabel;

namespace macadam {

/// A picture that fits its widget; the wheel zooms at the pointer, dragging moves it, 0 fits it again.
class TileCanvas : public QWidget {
  Q_OBJECT

 public:
  explicit TileCanvas(QWidget* parent = nullptr);

  enum class Camera { Keep, Fit };
  void setTile(const TilePicture& tile, QSize fullSize, Camera camera);
  void setOverlay(const RoadOverlay& overlay);
  void fit();
  void zoomBy(double factor, QPointF at);
  /// Screen pixels for a pixel of the tile.
  double scale() const { return fitScale() * zoom_; }

 Q_SIGNALS:
  void doubleClicked();
  void scaleChanged();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  double fitScale() const;
  QRectF target() const;
  void keepInSight();

  TilePicture tile_;
  QSize fullSize_;
  RoadOverlay overlay_;
  double zoom_ = 1.0;
  QPointF offset_;  ///< Of the picture's centre from the widget's.
  QPointF grabbed_;
};

/// One tile, large, with what is known about it. The page decides which one is next.
class TilePreview : public QWidget {
  Q_OBJECT

 public:
  explicit TilePreview(QWidget* parent = nullptr);

  /// @param standIn shown until the whole tile has been read; may be null.
  void showTile(const Sample& sample, const TilePicture* standIn);
  /// The tile that is shown next is fitted, also where it is the last one again.
  void leave() { shown_.clear(); }
  void setFacts(const QString& name, const QString& facts);
  void setOverlay(const RoadOverlay& overlay) { canvas_->setOverlay(overlay); }
  const TileCanvas& canvas() const { return *canvas_; }

 Q_SIGNALS:
  void closed();
  void stepped(int by);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void showScale();
  void elideFacts();

  QLabel* name_;
  QLabel* facts_;
  QLabel* scale_;
  TileCanvas* canvas_;
  QString factsText_;
  std::string shown_;  ///< Its id.
  QSize shownSize_;
  QThreadPool threads_;
  NewestWins<TilePicture> reader_;
};

}  // namespace macadam
