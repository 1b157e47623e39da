#include "ui/annotate/polygon_tool.h"

#include "annotate/shapes.h"
#include "ui/annotate/label_session.h"

#include <utility>

namespace macadam {

void PolygonTool::press(const ToolPoint& point) {
  if (point.button != Qt::LeftButton || !mayDraw()) return;
  if (corners_.size() > 2 && cv::norm(corners_.front() - point.at) <= point.reach) return finish();
  corners_.push_back(point.at);
  Q_EMIT changed();
}

void PolygonTool::move(const ToolPoint& point) {
  hover_ = point.at;
  Q_EMIT changed();
}

void PolygonTool::doubleClick(const ToolPoint& point) {
  if (point.button == Qt::LeftButton) finish();  // its first click has set the corner
}

void PolygonTool::leave() {
  hover_.reset();
  Q_EMIT changed();
}

bool PolygonTool::pressKey(int key) {
  if (!isPending()) return false;
  if (key == Qt::Key_Return || key == Qt::Key_Enter) {
    finish();
  } else if (key == Qt::Key_Backspace) {
    corners_.pop_back();
    Q_EMIT changed();
  } else {
    return false;
  }
  return true;
}

void PolygonTool::finish() {
  if (corners_.size() < 3) return cancel();
  const std::vector<cv::Point2d> corners = std::exchange(corners_, {});
  session()->apply(tr("Polygon of %1").arg(labelWord(settings().label)), polygon(corners), settings().label);
  Q_EMIT changed();
}

QString PolygonTool::complete() {
  if (isPending() && corners_.size() < 3)
    return tr("The polygon that is begun needs three corners: click them, or leave it (Esc)");
  if (isPending()) finish();
  return {};
}

void PolygonTool::cancel() {
  if (std::exchange(corners_, {}).empty()) return;
  Q_EMIT changed();
}

void PolygonTool::paint(QPainter& painter, const PictureView& view) const {
  if (corners_.empty()) return;
  QPolygonF shown = toDevice(view, corners_);
  if (hover_) shown.append(view.toDevice(toQt(*hover_)));
  QColor fill = labelColour(settings().label);
  fill.setAlpha(70);
  painter.setPen(Qt::NoPen);
  painter.setBrush(fill);
  painter.drawPolygon(shown);
  shown.append(shown.front());
  drawHaloed(painter, shown, labelColour(settings().label));
}

QString PolygonTool::hint() const {
  return isPending()
             ? tr("Click the next corner · double click or Return: close · Backspace: take the last back · Esc: "
                  "leave it")
             : tr("Click the corners of an area");
}

}  // namespace macadam
