#include "ui/annotate/path_tool.h"

#include "annotate/road_path.h"
#include "annotate/shapes.h"
#include "ui/annotate/label_session.h"
#include "ui/annotate/snapping.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace macadam {
namespace {

constexpr int kReach = 1500;  ///< Pixels on each side of a path's beginning, of pictures that are read by windows.

cv::Point pixelOf(cv::Point2d at) {
  return {static_cast<int>(std::floor(at.x)), static_cast<int>(std::floor(at.y))};
}

}  // namespace

PathTool::PathTool(ToolSettings& settings, QObject* parent) : AnnotateTool(settings, parent) {}

PathTool::~PathTool() = default;

void PathTool::setSession(LabelSession* session) {
  disconnect(following_);
  AnnotateTool::setSession(session);
  forget();
  if (session != nullptr) {
    following_ = connect(session, &LabelSession::probabilityChanged, this, &PathTool::forget);
  }
}

void PathTool::forget() {
  paths_.reset();
  if (!from_) return;
  begin(*from_);  // the way goes on, by what is known now
  if (hover_) way_ = wayTo(*hover_);
  Q_EMIT changed();
}

void PathTool::prepare(cv::Point2d around) {
  const cv::Rect whole = session()->whole();
  const bool isInMemory = std::int64_t(whole.width) * whole.height <= LabelSession::kLargestInMemory;
  if (paths_ && (isInMemory || from_)) return;
  const cv::Point centre = pixelOf(around);
  window_ = isInMemory ? whole : cv::Rect(centre.x - kReach, centre.y - kReach, 2 * kReach, 2 * kReach) & whole;
  paths_ =
      std::make_unique<RoadPath>(session()->pixels(window_), session()->probability(window_), settings().roadWidth);
}

void PathTool::begin(cv::Point2d at) {
  from_.reset();
  prepare(at);
  paths_->start(at - cv::Point2d(window_.tl()));
  from_ = at;
  way_.clear();
}

cv::Point2d PathTool::snapped(const ToolPoint& point) const {
  return snapToRoad(*session(), point).value_or(point.at);
}

std::vector<cv::Point2d> PathTool::wayTo(cv::Point2d to) const {
  const cv::Point2d corner(window_.tl());
  const cv::Point2d inside(std::clamp(to.x, corner.x, corner.x + window_.width - 0.01),
                           std::clamp(to.y, corner.y, corner.y + window_.height - 0.01));
  std::vector<cv::Point2d> way = paths_->to(inside - corner);
  for (cv::Point2d& point : way) point += corner;
  return way;
}

void PathTool::press(const ToolPoint& point) {
  if (session() == nullptr || !session()->readOnly().isEmpty()) return;
  if (point.button == Qt::RightButton) return cancel();
  if (point.button != Qt::LeftButton || !session()->whole().contains(pixelOf(point.at))) return;
  const cv::Point2d at = snapped(point);
  if (from_) {
    const std::vector<cv::Point2d> way = closedOverCrossings(*session(), wayTo(at), settings().roadWidth);
    if (way.size() > 1) {
      session()->apply(tr("Path of %1").arg(labelWord(settings().label)), roadLine(way, settings().roadWidth),
                       settings().label);
    }
  }
  begin(at);
  Q_EMIT changed();
}

void PathTool::move(const ToolPoint& point) {
  if (session() == nullptr) return;
  hover_ = snapped(point);
  if (from_) way_ = wayTo(*hover_);
  Q_EMIT changed();
}

void PathTool::doubleClick(const ToolPoint&) {
  cancel();  // its first click has taken the way
}

void PathTool::leave() {
  hover_.reset();
  way_.clear();
  Q_EMIT changed();
}

bool PathTool::pressKey(int key) {
  if (!isPending() || (key != Qt::Key_Return && key != Qt::Key_Enter)) return false;
  cancel();
  return true;
}

bool PathTool::wheel(double notches) {
  settings().roadWidth = std::clamp(std::round(settings().roadWidth + notches), 1.0, 200.0);
  Q_EMIT adjusted();
  adjust();
  return true;
}

/// Roads of another width are looked for otherwise.
void PathTool::adjust() {
  forget();
  AnnotateTool::adjust();
}

void PathTool::cancel() {
  way_.clear();
  if (!std::exchange(from_, std::nullopt)) return;
  Q_EMIT changed();
}

void PathTool::paint(QPainter& painter, const PictureView& view) const {
  const QColor colour = labelColour(settings().label);
  if (way_.size() > 1) {
    QPolygonF line;
    for (const cv::Point2d& point : way_) line.append(view.toDevice(toQt(point)));
    QColor road = colour;
    road.setAlpha(90);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(road, settings().roadWidth * view.scale, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(line);
    drawHaloed(painter, line, colour);
  }
  painter.setPen(QPen(QColor(0, 0, 0, 170), 1.0));
  painter.setBrush(Qt::white);
  if (from_) painter.drawEllipse(view.toDevice(toQt(*from_)), 4.5, 4.5);
  if (from_ || !hover_) return;
  const double radius = std::max(settings().roadWidth * view.scale / 2.0, 1.5);
  painter.setBrush(Qt::NoBrush);
  for (const QPen& pen : {QPen(QColor(0, 0, 0, 150), 3.0), QPen(colour, 1.4)}) {
    painter.setPen(pen);
    painter.drawEllipse(view.toDevice(toQt(*hover_)), radius, radius);
  }
}

QString PathTool::hint() const {
  return isPending() ? tr("Click: take the way and go on from there · Return or right button: end here · wheel: width")
                     : tr("Click where a road begins · wheel: width");
}

}  // namespace macadam
