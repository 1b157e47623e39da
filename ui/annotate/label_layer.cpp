#include "ui/annotate/label_layer.h"

#include "ui/annotate/label_paint.h"
#include "ui/annotate/label_runs.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

namespace macadam {
namespace {

/// The device pixels whose centres lie in the picture.
QRect pixelsOf(QSize picture, const PictureView& view) {
  const QPointF first = view.toDevice({0, 0}), end = view.toDevice({double(picture.width()), double(picture.height())});
  const auto index = [](double edge) { return int(std::ceil(edge - 0.5)); };
  return {QPoint(index(first.x()), index(first.y())), QPoint(index(end.x()) - 1, index(end.y()) - 1)};
}

/// Which cells the device pixels of an area show: pixel i of it has its centre at `origin + i * step`.
struct Sampling {
  int level = 0;
  double step = 1.0;  ///< Cells per device pixel.
  QPointF origin;     ///< In cells; the first of them spans 0 to 1.

  Sampling(const PictureView& view, QPoint corner)
      : level(std::clamp(int(std::lround(-std::log2(view.scale))), 0, LabelTiles::kCoarsest)),
        step(1.0 / (view.scale * (1 << level))),
        origin(view.toPicture(QPointF(corner) + QPointF(0.5, 0.5)) / (1 << level)) {}

  /// With the neighbours that smooth drawing asks for.
  cv::Rect cells(QSize pixels, cv::Size all) const {
    const auto last = origin + QPointF(pixels.width() - 1, pixels.height() - 1) * step;
    const cv::Point first(int(std::floor(origin.x())) - 1, int(std::floor(origin.y())) - 1);
    return cv::Rect(first, cv::Point(int(std::floor(last.x())) + 2, int(std::floor(last.y())) + 2)) & cv::Rect({}, all);
  }
  bool isOneToOne() const {
    const QPointF offset = origin - QPointF(0.5, 0.5);
    return step == 1.0 && offset.x() == std::floor(offset.x()) && offset.y() == std::floor(offset.y());
  }
};

/// CV_8UC4 in memory that is kept for the next time.
cv::Mat partOf(cv::Mat& memory, cv::Size size) {
  if (memory.total() < std::size_t(size.area())) memory.create(1, size.area(), CV_8UC4);
  return {size, CV_8UC4, memory.data};
}

std::vector<int> nearest(double origin, double step, int first, int count, int cells) {
  std::vector<int> indices(count);
  for (int i = 0; i < count; ++i) {
    indices[i] = std::clamp(int(std::floor(origin + i * step)) - first, 0, cells - 1);
  }
  return indices;
}

void enlarge(const cv::Mat& cells, cv::Point corner, const Sampling& sampling, cv::Mat& pixels) {
  const std::vector<int> columns = nearest(sampling.origin.x(), sampling.step, corner.x, pixels.cols, cells.cols);
  const std::vector<int> rows = nearest(sampling.origin.y(), sampling.step, corner.y, pixels.rows, cells.rows);
  for (int y = 0; y < pixels.rows; ++y) {
    auto* target = pixels.ptr<std::uint32_t>(y);
    if (y > 0 && rows[y] == rows[y - 1]) {
      std::memcpy(target, pixels.ptr(y - 1), pixels.cols * sizeof *target);
      continue;
    }
    const auto* source = cells.ptr<std::uint32_t>(rows[y]);
    for (int x = 0; x < pixels.cols; ++x) target[x] = source[columns[x]];
  }
}

/// A place between the middles of two neighbours.
struct Between {
  int first = 0;
  int second = 0;
  std::uint32_t weight = 0;  ///< Of the second, of 256.
};

std::vector<Between> neighbours(double origin, double step, int first, int count, int cells) {
  std::vector<Between> places(count);
  for (int i = 0; i < count; ++i) {
    const double at = origin + i * step - 0.5;
    const double before = std::floor(at);
    const int cell = int(before) - first;
    places[i] = {std::clamp(cell, 0, cells - 1), std::clamp(cell + 1, 0, cells - 1),
                 static_cast<std::uint32_t>((at - before) * 256.0)};
  }
  return places;
}

/// All four channels at once.
std::uint32_t mixed(std::uint32_t left, std::uint32_t right, std::uint32_t weight) {
  constexpr std::uint32_t kEven = 0x00ff00ffU, kOdd = 0xff00ff00U;
  const std::uint32_t even = (left & kEven) * (256 - weight) + (right & kEven) * weight;
  const std::uint32_t odd = (left >> 8 & kEven) * (256 - weight) + (right >> 8 & kEven) * weight;
  return (even >> 8 & kEven) | (odd & kOdd);
}

/// For each cell, and the end, the first of the places that takes something from there or from behind it.
std::vector<int> firstReaching(const std::vector<Between>& places, int cells) {
  std::vector<int> reached(cells + 1);
  int place = 0;
  for (int cell = 0; cell <= cells; ++cell) {
    while (place < int(places.size()) && places[place].second < cell) ++place;
    reached[cell] = place;
  }
  return reached;
}

/// Bilinear; labels are mostly alike all around, where nothing needs to be mixed.
void blend(const cv::Mat& cells, cv::Point corner, const Sampling& sampling, cv::Mat& pixels) {
  const std::vector<Between> columns =
      neighbours(sampling.origin.x(), sampling.step, corner.x, pixels.cols, cells.cols);
  const std::vector<Between> rows = neighbours(sampling.origin.y(), sampling.step, corner.y, pixels.rows, cells.rows);
  const std::vector<int> reached = firstReaching(columns, cells.cols);
  for (int y = 0; y < pixels.rows; ++y) {
    const auto* above = cells.ptr<std::uint32_t>(rows[y].first);
    const auto* below = cells.ptr<std::uint32_t>(rows[y].second);
    auto* target = pixels.ptr<std::uint32_t>(y);
    for (int x = 0; x < pixels.cols;) {
      const Between& at = columns[x];
      const std::uint32_t first = above[at.first], second = above[at.second];
      const std::uint32_t third = below[at.first], fourth = below[at.second];
      if (((first ^ second) | (first ^ third) | (first ^ fourth)) != 0) {
        target[x++] = mixed(mixed(first, second, at.weight), mixed(third, fourth, at.weight), rows[y].weight);
        continue;
      }
      const int end = std::min(endOfEqual(above, at.first, cells.cols), endOfEqual(below, at.first, cells.cols));
      std::fill(target + x, target + reached[end], first);
      x = reached[end];
    }
  }
}

}  // namespace

void LabelLayer::setLook(const LabelLook& look) {
  look_ = look;
  tiles_.setShares(look.colours == LabelColours::ByLabel ? sharesByLabel : sharesBySource);
}

cv::Mat LabelLayer::sampled(const PictureView& view, const QRect& area) const {
  const Sampling sampling(view, area.topLeft());
  const cv::Rect wanted = sampling.cells(area.size(), tiles_.sizeAt(sampling.level));
  cv::Mat pixels = partOf(pixels_, {area.width(), area.height()});
  if (const std::optional<LabelShares> all = tiles_.uniform(sampling.level, wanted)) {
    if (*all == LabelShares()) return {};
    pixels.setTo(*all);
  } else if (sampling.isOneToOne()) {
    const cv::Point corner(int(sampling.origin.x()), int(sampling.origin.y()));
    tiles_.copy(sampling.level, {corner, pixels.size()}, pixels);
  } else {
    cv::Mat cells = partOf(cells_, wanted.size());
    tiles_.copy(sampling.level, wanted, cells);
    const bool isSharp = 1.0 / sampling.step >= kSharpScale;
    (isSharp ? enlarge : blend)(cells, wanted.tl(), sampling, pixels);
  }
  return pixels;
}

void LabelLayer::draw(QPainter& painter, const PictureView& view) const {
  const QRect picture = pixelsOf(size(), view);
  QRect area = picture.intersected(QRect(QPoint(), view.size));
  if (painter.hasClipping()) area = area.intersected(painter.clipBoundingRect().toAlignedRect());
  if (area.isEmpty()) return;
  const bool isOutlined = look_.shape == LabelShape::Outlined;
  const int reach = isOutlined ? outlineReach(view.density) : 0;
  const QRect wider = area.adjusted(-reach, -reach, reach, reach).intersected(picture);
  cv::Mat pixels = sampled(view, wider);
  if (pixels.empty()) return;
  if (isOutlined) keepOutlines(pixels, view.density);
  const QPoint inside = area.topLeft() - wider.topLeft();
  cv::Mat shown = pixels(cv::Rect(inside.x(), inside.y(), area.width(), area.height()));
  paintLabels(shown, look_, view.toDevice({0, 0}).toPoint() - area.topLeft(), view.density);
  painter.drawImage(area.topLeft(), QImage(shown.data, shown.cols, shown.rows, static_cast<qsizetype>(shown.step),
                                           QImage::Format_ARGB32_Premultiplied));
}

}  // namespace macadam
