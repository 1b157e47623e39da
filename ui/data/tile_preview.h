#pragma once

#include "ui/canvas/shared_camera.h"
#include "ui/data/thumbnail.h"
#include "ui/data/tile_delegate.h"
#include "ui/jobs/newest_wins.h"

#include <QThreadPool>
#include <QWidget>
#include <string>

class QLabel;

namespace macadam {

class PictureCanvas;

/// One tile, large, with what is known about it; it stays in sight and is never smaller than fits. The page decides
/// which one is next.
class TilePreview : public QWidget {
  Q_OBJECT

 public:
  explicit TilePreview(QWidget* parent = nullptr);

  /// @param standIn shown until the whole tile has been read; may be null.
  void showTile(const Sample& sample, const TilePicture* standIn);
  /// The tile that is shown next is fitted, also where it is the last one again.
  void leave() { shown_.clear(); }
  void setFacts(const QString& name, const QString& facts);
  void setOverlay(const RoadOverlay& overlay);
  PictureCanvas& canvas() { return *canvas_; }
  SharedCamera& camera() { return camera_; }

 Q_SIGNALS:
  void closed();
  void stepped(int by);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void showPicture(TilePicture tile);
  /// What a tile that fits has, in device pixels.
  QSize room() const;
  void fit();
  void followSize();
  void keepInSight();
  void elideFacts();

  QLabel* name_;
  QLabel* facts_;
  QLabel* scale_;
  SharedCamera camera_;
  PictureCanvas* canvas_;
  QString factsText_;
  std::string shown_;  ///< Its id.
  TilePicture tile_;
  QSize tileSize_;
  RoadOverlay overlay_;
  bool fits_ = true;  ///< And goes on to when the window changes its size.
  QThreadPool threads_;
  NewestWins<TilePicture> reader_;
};

}  // namespace macadam
