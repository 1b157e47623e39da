#include "ui/annotate/point_tools.h"

#include "annotate/flood_fill.h"
#include "annotate/road_width.h"
#include "ui/annotate/label_session.h"

#include <QLocale>
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace macadam {
namespace {

constexpr int kWidthReach = 128;
constexpr std::array kWidthScales{8.0, 16.0, 32.0};  ///< Widths by which roads are looked for beside the present one.
constexpr int kFillReach = 1000;                     ///< Pixels on each side of the place that was clicked.

cv::Rect around(cv::Point pixel, int reach, const cv::Rect& whole) {
  return cv::Rect(pixel.x - reach, pixel.y - reach, 2 * reach + 1, 2 * reach + 1) & whole;
}

}  // namespace

void FillTool::press(const ToolPoint& point) {
  if (point.button != Qt::LeftButton || !mayDraw()) return;
  const cv::Point pixel = pixelOf(point.at);
  if (!session()->whole().contains(pixel)) return Q_EMIT message(tr("The open tile alone is filled: click inside it"));
  const cv::Rect window = around(pixel, kFillReach, session()->whole());
  const Region filled =
      floodFill(session()->pixels(window), pixel - window.tl(), settings().tolerance).shifted(window.tl());
  session()->apply(tr("Fill with %1").arg(labelWord(settings().label)), filled, settings().label);
}

bool FillTool::wheel(double notches) {
  settings().tolerance = std::clamp(settings().tolerance + int(std::lround(notches)), 0, 255);
  Q_EMIT adjusted();
  return true;
}

QString FillTool::hint() const {
  return tr("Click a place: what is joined to it and of its colour is filled · wheel: tolerance");
}

void PickTool::press(const ToolPoint& point) {
  if (session() == nullptr) return;
  const cv::Point pixel = pixelOf(point.at);
  if (!session()->whole().contains(pixel)) {
    return Q_EMIT message(tr("Labels are picked from the open tile: click inside it"));
  }
  settings().label = static_cast<Label>(session()->plane().at(pixel).label);
  Q_EMIT adjusted();
  Q_EMIT message(tr("Painting with %1 from now on").arg(labelWord(settings().label)));
}

QString PickTool::hint() const {
  return tr("Click a place to paint with its label");
}

void WidthTool::press(const ToolPoint& point) {
  if (session() == nullptr || point.button != Qt::LeftButton) return;
  const cv::Point pixel = pixelOf(point.at);
  if (!session()->whole().contains(pixel)) {
    return Q_EMIT message(tr("Widths are measured on the open tile: click inside it"));
  }
  const std::optional<double> width = widthAt(point.at);
  if (!width) return Q_EMIT message(tr("No road border is seen here; click the middle of a road"));
  settings().roadWidth =
      std::clamp(std::round(*width * 2.0) / 2.0, ToolSettings::kNarrowestRoad, ToolSettings::kWidestRoad);
  Q_EMIT adjusted();
  Q_EMIT message(tr("Roads are %1 px wide from now on").arg(QLocale().toString(settings().roadWidth, 'g', 4)));
}

/// By what is labelled, or else predicted, or else seen there.
std::optional<double> WidthTool::widthAt(cv::Point2d at) const {
  const cv::Rect window = around(pixelOf(at), kWidthReach, session()->whole());
  cv::Mat road;
  cv::Mat(session()->plane().labels(window) == 1).convertTo(road, CV_32F, 1.0 / 255.0);
  for (const cv::Mat& ground : {road, session()->probability(window), session()->pixels(window)}) {
    if (ground.empty()) continue;
    const cv::Point2d place = at - cv::Point2d(window.tl());
    std::optional<RoadCross> clearest = roadAcross(ground, place, settings().roadWidth);
    for (const double scale : kWidthScales) {
      const std::optional<RoadCross> cross = roadAcross(ground, place, scale);
      if (cross && (!clearest || cross->clear > clearest->clear)) clearest = cross;
    }
    if (clearest) return clearest->width;
  }
  return std::nullopt;
}

QString WidthTool::hint() const {
  return tr("Click the middle of a road: lines and paths are as wide as it is there");
}

}  // namespace macadam
