#pragma once

#include "base/error.h"
#include "base/mutex.h"
#include "image/raster.h"
#include "ui/canvas/picture_layer.h"
#include "ui/canvas/tile_key.h"

#include <QCache>
#include <QImage>
#include <QObject>
#include <QSet>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <memory>
#include <thread>

namespace macadam {

/// A picture file of any size, read by tiles as they come into sight: only those in sight and some that were are held.
///
/// Drawing never waits: what is not there yet is drawn from coarser tiles, or left empty, and `changed` follows. Lives
/// in the UI thread; a thread of its own reads, the tile asked for last first.
class ScenePyramid : public QObject, public PictureLayer {
  Q_OBJECT

 public:
  static constexpr int kTileSide = 512;
  static constexpr int kBudgetMebibytes = 256;

  /// Takes a raster whose header has been read, and reads its pixels on its own thread.
  explicit ScenePyramid(Raster raster, QObject* parent = nullptr);
  ~ScenePyramid() override;

  QSize size() const override { return size_; }
  void draw(QPainter& painter, const PictureView& view) const override;
  /// The colour there, where a tile of full or reduced size is in memory.
  std::optional<QColor> colourAt(QPoint pixel) const;
  int tilesRead() const { return tilesRead_; }

 Q_SIGNALS:
  void changed();
  void failed(const QList<Problem>& problems);

 private:
  using Key = TileKey;

  QRect rectOf(const Key& key) const;
  void drawTile(QPainter& painter, const PictureView& view, const Key& key) const;
  void request(const Key& key) const;
  void read(const std::stop_token& quit);
  void store(const Key& key, const QImage& tile);

  QSize size_;
  int levels_ = 1;
  mutable QCache<Key, QImage> tiles_{kBudgetMebibytes * 1024};  ///< Costs are kibibytes.
  mutable QSet<Key> awaited_;
  int tilesRead_ = 0;
  bool broken_ = false;

  Raster raster_;  ///< Used by the reading thread alone.
  mutable Mutex mutex_;
  mutable std::condition_variable_any wake_;
  mutable std::deque<Key> requests_ MACADAM_GUARDED_BY(mutex_);  ///< Latest last.
  std::jthread thread_;
};

}  // namespace macadam
