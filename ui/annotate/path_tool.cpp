#include "ui/annotate/path_tool.h"

#include "annotate/road_path.h"
#include "annotate/shapes.h"
#include "ui/annotate/label_session.h"
#include "ui/annotate/snapping.h"

#include <algorithm>
#include <utility>

namespace macadam {
namespace {

constexpr int kReach = 1500;  ///< Pixels on each side of a path's beginning, of pictures that are read by windows.

}  // namespace

PathTool::PathTool(ToolSettings& settings, QObject* parent)
    : AnnotateTool(settings, parent),
      preparing_(
          thread_, Overtaken::Dropped,
          [this](std::shared_ptr<RoadPath> paths) {
            if (!paths_) paths_ = std::move(paths);
          },
          [this](const QList<Problem>& problems) { Q_EMIT message(problemText(problems)); }) {}

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
  preparing_.forget();
  isAsked_ = false;
  if (!from_) return;
  begin(*from_);  // the way goes on, by what is known now
  if (hover_) way_ = wayTo(*hover_);
  Q_EMIT changed();
}

cv::Rect PathTool::windowAround(cv::Point2d at) const {
  const cv::Rect whole = session()->whole();
  if (std::int64_t(whole.width) * whole.height <= LabelSession::kLargestInMemory) return whole;
  const cv::Point centre = pixelOf(at);
  return cv::Rect(centre.x - kReach, centre.y - kReach, 2 * kReach, 2 * kReach) & whole;
}

/// Of a picture in memory ahead of the first click, beside the window; else, and where the click is faster, at once.
void PathTool::prepare(cv::Point2d around) {
  const bool isInMemory = windowAround(around) == session()->whole();
  if (paths_ && (isInMemory || from_)) return;
  window_ = windowAround(around);
  paths_ =
      std::make_shared<RoadPath>(session()->pixels(window_), session()->probability(window_), settings().roadWidth);
}

void PathTool::prepareAhead(cv::Point2d around) {
  if (paths_ || isAsked_ || windowAround(around) != session()->whole()) return;
  isAsked_ = true;
  window_ = session()->whole();
  preparing_.run([rgb = session()->pixels(window_), probability = session()->probability(window_),
                  width = settings().roadWidth, window = window_] {
    auto paths = std::make_shared<RoadPath>(rgb, probability, width);
    paths->prepare({{}, window.size()});
    return paths;
  });
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
  if (isStraight_) return {*from_, inside};
  std::vector<cv::Point2d> way = paths_->to(inside - corner);
  for (cv::Point2d& point : way) point += corner;
  return way;
}

void PathTool::press(const ToolPoint& point) {
  if (point.button == Qt::RightButton) return cancel();
  if (point.button != Qt::LeftButton || !mayDraw()) return;
  if (!session()->whole().contains(pixelOf(point.at))) {
    Q_EMIT message(tr("A path is looked for on the open tile: begin inside it, or draw a line (L) over the border"));
    return;
  }
  isStraight_ = point.modifiers & Qt::ShiftModifier;
  const cv::Point2d at = snapped(point);
  if (from_) {
    take(at);
  } else {
    pressed_ = at;
  }
  begin(at);
  Q_EMIT changed();
}

void PathTool::take(cv::Point2d to) {
  const std::vector<cv::Point2d> way = closedOverCrossings(*session(), wayTo(to), settings().roadWidth);
  if (way.size() < 2) return;
  session()->apply(tr("Path of %1").arg(labelWord(settings().label)), roadLine(way, settings().roadWidth),
                   settings().label);
}

void PathTool::move(const ToolPoint& point) {
  if (session() == nullptr) return;
  isStraight_ = point.modifiers & Qt::ShiftModifier;
  hover_ = snapped(point);
  if (from_) {
    way_ = wayTo(*hover_);
  } else {
    prepareAhead(point.at);
  }
  Q_EMIT changed();
}

/// A drag is a whole road; a click waits for the next one.
void PathTool::release(const ToolPoint& point) {
  if (point.button != Qt::LeftButton || !pressed_) return;
  const cv::Point2d began = *std::exchange(pressed_, std::nullopt);
  if (cv::norm(point.at - began) <= 2.0 * point.reach) return;
  isStraight_ = point.modifiers & Qt::ShiftModifier;
  take(snapped(point));
  cancel();
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
  widenRoad(notches);
  return true;
}

/// Roads of another width are looked for otherwise.
void PathTool::adjust() {
  forget();
  AnnotateTool::adjust();
}

void PathTool::cancel() {
  way_.clear();
  pressed_.reset();
  if (!std::exchange(from_, std::nullopt)) return;
  Q_EMIT changed();
}

/// What was clicked is taken already.
QString PathTool::complete() {
  cancel();
  return {};
}

void PathTool::pause() {
  pressed_.reset();
  leave();
}

void PathTool::paint(QPainter& painter, const PictureView& view) const {
  const QColor colour = labelColour(settings().label);
  if (way_.size() > 1) {
    const QPolygonF line = toDevice(view, way_);
    drawBand(painter, line, colour, settings().roadWidth * view.scale);
    drawHaloed(painter, line, colour);
  }
  if (from_) return drawHandle(painter, view, *from_);
  if (hover_) drawRing(painter, view, *hover_, settings().roadWidth, colour);
}

QString PathTool::hint() const {
  return isPending()
             ? tr("Click: take the way and go on · Shift: straight · Return or right button: end here · wheel: width")
             : tr("Click where a road begins, or drag along it · wheel: width");
}

}  // namespace macadam
