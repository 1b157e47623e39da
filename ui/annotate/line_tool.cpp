#include "ui/annotate/line_tool.h"

#include "annotate/shapes.h"
#include "ui/annotate/label_session.h"
#include "ui/annotate/snapping.h"

#include <utility>

namespace macadam {

cv::Point2d LineTool::snapped(const ToolPoint& point) {
  snaps_ = false;
  if (session() == nullptr) return point.at;
  const auto end = snapToRoad(*session(), point);
  snaps_ = end.has_value();
  return end.value_or(point.at);
}

std::optional<std::size_t> LineTool::pointAt(const ToolPoint& point) const {
  for (std::size_t i = 0; i < points_.size(); ++i) {
    if (cv::norm(points_[i] - point.at) <= point.reach) return i;
  }
  return std::nullopt;
}

void LineTool::press(const ToolPoint& point) {
  if (point.button == Qt::RightButton) {
    pressKey(Qt::Key_Backspace);
    return;
  }
  if (point.button != Qt::LeftButton || !mayDraw()) return;
  dragged_ = pointAt(point);
  if (!dragged_) points_.push_back(snapped(point));
  Q_EMIT changed();
}

void LineTool::move(const ToolPoint& point) {
  hover_ = snapped(point);
  if (dragged_) points_[*dragged_] = *hover_;
  Q_EMIT changed();
}

void LineTool::release(const ToolPoint&) {
  dragged_.reset();
}

void LineTool::doubleClick(const ToolPoint& point) {
  if (point.button == Qt::LeftButton) finish();  // its first click has set the point
}

void LineTool::leave() {
  hover_.reset();
  Q_EMIT changed();
}

bool LineTool::pressKey(int key) {
  if (!isPending()) return false;
  if (key == Qt::Key_Return || key == Qt::Key_Enter) {
    finish();
  } else if (key == Qt::Key_Backspace) {
    points_.pop_back();
    dragged_.reset();
    Q_EMIT changed();
  } else {
    return false;
  }
  return true;
}

bool LineTool::wheel(double notches) {
  widenRoad(notches);
  return true;
}

void LineTool::finish() {
  if (points_.size() < 2) return cancel();
  dragged_.reset();
  const std::vector<cv::Point2d> line =
      closedOverCrossings(*session(), std::exchange(points_, {}), settings().roadWidth);
  session()->apply(tr("Line of %1").arg(labelWord(settings().label)), roadLine(line, settings().roadWidth),
                   settings().label);
  Q_EMIT changed();
}

QString LineTool::complete() {
  if (points_.size() == 1) return tr("The line that is begun needs two points: click the next, or leave it (Esc)");
  if (isPending()) finish();
  return {};
}

void LineTool::cancel() {
  dragged_.reset();
  if (std::exchange(points_, {}).empty()) return;
  Q_EMIT changed();
}

void LineTool::paint(QPainter& painter, const PictureView& view) const {
  const QColor colour = labelColour(settings().label);
  QPolygonF line = toDevice(view, points_);
  if (hover_ && !dragged_) line.append(view.toDevice(toQt(*hover_)));
  if (line.size() > 1) {
    drawBand(painter, line, colour, settings().roadWidth * view.scale);
    drawHaloed(painter, line, colour);
  }
  for (const cv::Point2d& point : points_) drawHandle(painter, view, point);
  if (!hover_) return;
  if (snaps_) {
    const QPointF at = view.toDevice(toQt(*hover_));
    drawHaloed(painter, QPolygonF(QRectF(at - QPointF(6, 6), QSizeF(12, 12))), Qt::white);
  } else if (points_.empty()) {
    drawRing(painter, view, *hover_, settings().roadWidth, colour);
  }
}

QString LineTool::hint() const {
  return isPending() ? tr("Click on · drag a point to move it · Return or double click: take it · Backspace: one point "
                          "back · wheel: width · Alt: no snapping")
                     : tr("Click along the middle of a road · wheel: width");
}

}  // namespace macadam
