#include "ui/annotate/annotate_tool.h"

#include "ui/annotate/label_session.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace macadam {
namespace {

constexpr int kWash = 90;              ///< Alpha of what would be painted.
constexpr double kSmallestRing = 1.5;  ///< In device pixels.

}  // namespace

void AnnotateTool::setSession(LabelSession* session) {
  cancel();
  session_ = session;
}

bool AnnotateTool::mayDraw() const {
  return session_ != nullptr && session_->mayChange();
}

/// Small brushes grow by whole pixels, or they would not grow at all.
void AnnotateTool::growBrush(double notches) {
  constexpr double kGrowth = 1.15;
  double& size = settings_.brushDiameter;
  const double grown = size * std::pow(kGrowth, notches);
  size = std::clamp(std::round(notches > 0 ? std::max(grown, size + 1.0) : std::min(grown, size - 1.0)),
                    ToolSettings::kSmallestBrush, ToolSettings::kLargestBrush);
  Q_EMIT adjusted();
  adjust();
}

void AnnotateTool::widenRoad(double notches) {
  double& width = settings_.roadWidth;
  width = std::clamp(std::round(width + notches), ToolSettings::kNarrowestRoad, ToolSettings::kWidestRoad);
  Q_EMIT adjusted();
  adjust();
}

QString labelWord(Label label) {
  switch (label) {
    case Label::Road:
      return QCoreApplication::translate("AnnotateTool", "road");
    case Label::Background:
      return QCoreApplication::translate("AnnotateTool", "background");
    case Label::Unknown:
      break;
  }
  return QCoreApplication::translate("AnnotateTool", "unknown");
}

QColor labelColour(Label label) {
  switch (label) {
    case Label::Road:
      return {255, 190, 30};
    case Label::Background:
      return {120, 200, 255};
    case Label::Unknown:
      break;
  }
  return {235, 120, 235};
}

cv::Point pixelOf(cv::Point2d at) {
  return {static_cast<int>(std::floor(at.x)), static_cast<int>(std::floor(at.y))};
}

QPolygonF toDevice(const PictureView& view, const std::vector<cv::Point2d>& points) {
  QPolygonF line;
  for (const cv::Point2d& point : points) line.append(view.toDevice(toQt(point)));
  return line;
}

void drawHaloed(QPainter& painter, const QPolygonF& line, const QColor& colour, double width) {
  painter.setBrush(Qt::NoBrush);
  for (const QPen& pen : {QPen(QColor(0, 0, 0, 150), width + 2.0, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin),
                          QPen(colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin)}) {
    painter.setPen(pen);
    painter.drawPolyline(line);
  }
}

void drawBand(QPainter& painter, const QPolygonF& line, const QColor& colour, double width) {
  QColor wash = colour;
  wash.setAlpha(kWash);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(wash, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.drawPolyline(line);
}

void drawRing(QPainter& painter, const PictureView& view, cv::Point2d at, double diameter, const QColor& colour,
              Qt::PenStyle style) {
  const double radius = std::max(diameter * view.scale / 2.0, kSmallestRing);
  painter.setBrush(Qt::NoBrush);
  for (const QPen& pen : {QPen(QColor(0, 0, 0, 150), 3.0), QPen(colour, 1.4, style)}) {
    painter.setPen(pen);
    painter.drawEllipse(view.toDevice(toQt(at)), radius, radius);
  }
}

void drawHandle(QPainter& painter, const PictureView& view, cv::Point2d at) {
  painter.setPen(QPen(QColor(0, 0, 0, 170), 1.0));
  painter.setBrush(Qt::white);
  painter.drawEllipse(view.toDevice(toQt(at)), 4.0, 4.0);
}

}  // namespace macadam
