#include "ui/annotate/cut_tool.h"

#include "annotate/cut_out.h"
#include "annotate/shapes.h"
#include "ui/annotate/label_session.h"

#include <QtConcurrent>
#include <algorithm>
#include <cmath>
#include <utility>

namespace macadam {
namespace {

constexpr int kSurroundings = 64;  ///< Pixels around the stroke in which borders are looked for, at least.
constexpr int kSurroundingThicknesses = 3;

}  // namespace

CutTool::CutTool(ToolSettings& settings, QObject* parent) : AnnotateTool(settings, parent) {
  thread_.setMaxThreadCount(1);
}

CutTool::~CutTool() = default;

void CutTool::press(const ToolPoint& point) {
  if (point.button != Qt::LeftButton || !mayDraw()) return;
  const double diameter = settings().brushDiameter;
  stroke_ = Stroke{disc(point.at, diameter), {point.at}, diameter};
  Q_EMIT changed();
}

void CutTool::move(const ToolPoint& point) {
  hover_ = point.at;
  if (stroke_) {
    stroke_->region = stroke_->region.united(capsule(stroke_->line.back(), point.at, stroke_->diameter));
    stroke_->line.push_back(point.at);
  }
  Q_EMIT changed();
}

void CutTool::release(const ToolPoint& point) {
  if (point.button != Qt::LeftButton || !stroke_) return;
  Stroke stroke = *std::exchange(stroke_, std::nullopt);
  stroke.region = stroke.region.within(session()->whole());
  if (stroke.region.isEmpty()) {
    Q_EMIT message(tr("Roads are cut out of the open tile: drag inside it"));
  } else {
    find(std::move(stroke));
  }
  Q_EMIT changed();
}

void CutTool::find(Stroke stroke) {
  const int around = std::max(kSurroundings, kSurroundingThicknesses * int(std::ceil(stroke.diameter)));
  const cv::Rect bounds = stroke.region.bounds();
  const cv::Rect window = (bounds + cv::Size(2 * around, 2 * around) - cv::Point(around, around)) & session()->whole();
  cv::Mat rgb;
  try {
    rgb = session()->pixels(window);
  } catch (const Error& error) {
    return Q_EMIT message(problemText(problemsOf(error)));
  }
  auto* watcher = new QFutureWatcher<Found>(this);
  connect(watcher, &QFutureWatcherBase::finished, this, &CutTool::takeFound);
  watcher->setFuture(QtConcurrent::run(&thread_, [rgb, region = stroke.region, corner = window.tl()]() -> Found {
    try {
      return {cutOut(rgb, region.shifted(-corner)).shifted(corner), {}};
    } catch (...) {
      return {{}, caughtProblems("cut out")};
    }
  }));
  cuts_.push_back({std::move(stroke), settings().label, watcher});
}

void CutTool::takeFound() {
  while (!cuts_.empty() && cuts_.front().found->future().isFinished()) {
    const Cut cut = std::move(cuts_.front());
    cuts_.pop_front();
    take(cut);
  }
  Q_EMIT changed();
}

void CutTool::take(const Cut& cut) {
  cut.found->deleteLater();
  const Found found = cut.found->future().result();
  if (!found.problems.isEmpty()) return Q_EMIT message(problemText(found.problems));
  session()->apply(tr("Cut out %1").arg(labelWord(cut.label)), found.region, cut.label);
  if (found.region.area() <= cut.stroke.region.area()) {
    Q_EMIT message(tr("No borders were found: the stroke itself was painted"));
  }
}

void CutTool::leave() {
  hover_.reset();
  Q_EMIT changed();
}

bool CutTool::wheel(double notches) {
  growBrush(notches);
  return true;
}

void CutTool::cancel() {
  stroke_.reset();
  for (const Cut& cut : cuts_) cut.found->future().waitForFinished();
  if (!cuts_.empty()) takeFound();
}

void CutTool::paint(QPainter& painter, const PictureView& view) const {
  const auto draw = [&](const Stroke& stroke, Label label) {
    QPolygonF line = toDevice(view, stroke.line);
    if (line.size() == 1) line.append(line.front());
    drawBand(painter, line, labelColour(label), std::max(stroke.diameter * view.scale, 2.0));
  };
  for (const Cut& cut : cuts_) draw(cut.stroke, cut.label);
  if (stroke_) return draw(*stroke_, settings().label);
  if (!hover_) return;
  drawRing(painter, view, *hover_, settings().brushDiameter, labelColour(settings().label), Qt::DashLine);
}

QString CutTool::hint() const {
  if (!cuts_.empty()) return tr("Looking for the road’s borders…");
  return tr("Drag roughly along the middle of a road: its borders are found in the picture · wheel: size");
}

}  // namespace macadam
