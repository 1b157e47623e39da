#include "ui/annotate/cut_tool.h"

#include "annotate/cut_out.h"
#include "annotate/shapes.h"
#include "ui/annotate/label_session.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace macadam {
namespace {

constexpr int kSurroundings = 64;  ///< Pixels around the stroke in which borders are looked for, at least.
constexpr int kSurroundingThicknesses = 3;

}  // namespace

void CutTool::press(const ToolPoint& point) {
  if (session() == nullptr || !session()->readOnly().isEmpty() || point.button != Qt::LeftButton) return;
  stroke_ = disc(point.at, settings().brushDiameter);
  line_ = {toQt(point.at)};
  last_ = point.at;
  Q_EMIT changed();
}

void CutTool::move(const ToolPoint& point) {
  hover_ = point.at;
  if (last_) {
    stroke_ = stroke_.united(capsule(*last_, point.at, settings().brushDiameter));
    line_.append(toQt(point.at));
    last_ = point.at;
  }
  Q_EMIT changed();
}

void CutTool::release(const ToolPoint& point) {
  if (point.button != Qt::LeftButton || !last_) return;
  last_.reset();
  line_.clear();
  const Region stroke = std::exchange(stroke_, {}).within(session()->whole());
  Q_EMIT changed();
  if (stroke.isEmpty()) return;
  const int around = std::max(kSurroundings, kSurroundingThicknesses * int(std::ceil(settings().brushDiameter)));
  const cv::Rect bounds = stroke.bounds();
  const cv::Rect window = (bounds + cv::Size(2 * around, 2 * around) - cv::Point(around, around)) & session()->whole();
  try {
    const Region found = cutOut(session()->pixels(window), stroke.shifted(-window.tl())).shifted(window.tl());
    session()->apply(tr("Cut out %1").arg(labelWord(settings().label)), found, settings().label);
    if (found.area() <= stroke.area()) Q_EMIT message(tr("No borders were found: the stroke itself was painted"));
  } catch (const Error& error) {
    Q_EMIT message(problemText(problemsOf(error)));
  }
}

void CutTool::leave() {
  hover_.reset();
  Q_EMIT changed();
}

bool CutTool::wheel(double notches) {
  settings().brushDiameter = std::clamp(std::round(settings().brushDiameter + notches), 1.0, 200.0);
  Q_EMIT adjusted();
  Q_EMIT changed();
  return true;
}

void CutTool::cancel() {
  stroke_ = {};
  line_.clear();
  last_.reset();
}

void CutTool::paint(QPainter& painter, const PictureView& view) const {
  const QColor colour = labelColour(settings().label);
  const double thickness = std::max(settings().brushDiameter * view.scale, 2.0);
  if (!line_.isEmpty()) {
    QPolygonF line;
    for (const QPointF& point : line_) line.append(view.toDevice(point));
    if (line.size() == 1) line.append(line.front());
    QColor wash = colour;
    wash.setAlpha(130);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(wash, thickness, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(line);
  } else if (hover_) {
    painter.setBrush(Qt::NoBrush);
    for (const QPen& pen : {QPen(QColor(0, 0, 0, 150), 3.0), QPen(colour, 1.4, Qt::DashLine)}) {
      painter.setPen(pen);
      painter.drawEllipse(view.toDevice(toQt(*hover_)), thickness / 2.0, thickness / 2.0);
    }
  }
}

QString CutTool::hint() const {
  return tr("Drag roughly along the middle of a road: its borders are found in the picture · wheel: size");
}

}  // namespace macadam
