#include "ui/canvas/scene_pyramid.h"

#include "ui/canvas/mip_picture.h"
#include "ui/jobs/problem_list.h"

#include <QMetaObject>
#include <algorithm>
#include <cmath>
#include <utility>

namespace macadam {
namespace {

/// More than any view shows at once; what was asked for longer ago is out of sight.
constexpr std::size_t kLongestQueue = 96;

int ceilDivided(int value, int divisor) {
  return (value + divisor - 1) / divisor;
}

}  // namespace

ScenePyramid::ScenePyramid(Raster raster, QObject* parent)
    : QObject(parent), size_(raster.size().width, raster.size().height), raster_(std::move(raster)) {
  for (int side = std::max(size_.width(), size_.height()); side > kTileSide; side = ceilDivided(side, 2)) ++levels_;
  thread_ = std::jthread([this](const std::stop_token& quit) { read(quit); });
}

ScenePyramid::~ScenePyramid() {
  thread_.request_stop();
  thread_.join();
}

QRect ScenePyramid::rectOf(const Key& key) const {
  const int side = kTileSide << key.level;
  return QRect(key.column * side, key.row * side, side, side).intersected(QRect(QPoint(), size_));
}

void ScenePyramid::draw(QPainter& painter, const PictureView& view) const {
  const double halvings = view.scale < 1.0 ? std::floor(-std::log2(view.scale) + 1e-9) : 0.0;
  const int level = std::min(static_cast<int>(halvings), levels_ - 1);
  const QRect visible = view.visible().toAlignedRect().intersected(QRect(QPoint(), size_));
  if (visible.isEmpty()) return;
  const int side = kTileSide << level;
  for (int row = visible.top() / side; row <= visible.bottom() / side; ++row) {
    for (int column = visible.left() / side; column <= visible.right() / side; ++column) {
      drawTile(painter, view, {level, column, row});
    }
  }
}

void ScenePyramid::drawTile(QPainter& painter, const PictureView& view, const Key& key) const {
  if (!tiles_.contains(key)) request(key);
  for (Key known = key; known.level < levels_; known = {known.level + 1, known.column / 2, known.row / 2}) {
    const QImage* tile = tiles_.object(known);
    if (tile == nullptr) continue;
    painter.save();
    if (known.level != key.level) {
      const QRectF place = rectOf(key);
      painter.setClipRect(QRectF(view.toDevice(place.topLeft()), place.size() * view.scale), Qt::IntersectClip);
    }
    drawPart(painter, view, *tile, std::exp2(known.level), rectOf(known).topLeft());
    painter.restore();
    return;
  }
}

std::optional<QColor> ScenePyramid::colourAt(QPoint pixel) const {
  if (!QRect(QPoint(), size_).contains(pixel)) return std::nullopt;
  for (int level = 0; level < levels_; ++level) {
    const int side = kTileSide << level;
    const Key key{level, pixel.x() / side, pixel.y() / side};
    if (const QImage* tile = tiles_.object(key)) {
      const QPoint offset = pixel - rectOf(key).topLeft();
      const QPoint inside(offset.x() >> level, offset.y() >> level);
      if (tile->rect().contains(inside)) return tile->pixelColor(inside);
    }
  }
  return std::nullopt;
}

void ScenePyramid::request(const Key& key) const {
  if (broken_ || awaited_.contains(key)) return;
  awaited_.insert(key);
  {
    const MutexLock lock(mutex_);
    requests_.push_back(key);
    while (requests_.size() > kLongestQueue) {
      awaited_.remove(requests_.front());
      requests_.pop_front();
    }
  }
  wake_.notify_one();
}

void ScenePyramid::read(const std::stop_token& quit) {
  while (true) {
    Key key;
    {
      MutexLock lock(mutex_);
      if (!wake_.wait(lock, quit, [this]() MACADAM_REQUIRES(mutex_) { return !requests_.empty(); })) return;
      key = requests_.back();
      requests_.pop_back();
    }
    const QRect rect = rectOf(key);
    const cv::Size reduced(ceilDivided(rect.width(), 1 << key.level), ceilDivided(rect.height(), 1 << key.level));
    try {
      const QImage tile = toDrawable(raster_.readRgb({rect.x(), rect.y(), rect.width(), rect.height()}, reduced));
      QMetaObject::invokeMethod(
          this, [this, key, tile] { store(key, tile); }, Qt::QueuedConnection);
    } catch (...) {
      const QList<Problem> problems = caughtProblems("the picture");
      QMetaObject::invokeMethod(
          this,
          [this, problems] {
            if (!std::exchange(broken_, true)) Q_EMIT failed(problems);
          },
          Qt::QueuedConnection);
    }
  }
}

void ScenePyramid::store(const Key& key, const QImage& tile) {
  awaited_.remove(key);
  ++tilesRead_;
  tiles_.insert(key, new QImage(tile), tile.sizeInBytes() / 1024);
  Q_EMIT changed();
}

}  // namespace macadam
