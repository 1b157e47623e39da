#pragma once

#include "labels/mask_values.h"
#include "ui/canvas/picture_layer.h"

#include <opencv2/core.hpp>

#include <QObject>
#include <QPainter>
#include <QPointF>
#include <QString>
#include <vector>

namespace macadam {

class LabelSession;

/// What the tools have in common; set by keys and by the bar above the picture.
struct ToolSettings {
  static constexpr double kSmallestBrush = 1.0, kLargestBrush = 2000.0;
  static constexpr double kNarrowestRoad = 1.0, kWidestRoad = 200.0;
  Label label = Label::Road;
  double brushDiameter = 16.0;  ///< In pixels.
  double roadWidth = 8.0;       ///< In pixels.
  int tolerance = 24;           ///< Of flood fill: how far a channel may be from that of the place that was clicked.

  bool operator==(const ToolSettings&) const = default;
};

/// Where the pointer is.
struct ToolPoint {
  cv::Point2d at;  ///< In picture pixels, 0 at the left edge of the first one.
  Qt::MouseButton button = Qt::NoButton;
  Qt::KeyboardModifiers modifiers;
  double reach = 1.0;  ///< How many picture pixels a hand may be off.
};

/// What the mouse does on the picture. What has begun and is not complete is taken back by `cancel`.
class AnnotateTool : public QObject {
  Q_OBJECT

 public:
  explicit AnnotateTool(ToolSettings& settings, QObject* parent = nullptr) : QObject(parent), settings_(settings) {}

  virtual void setSession(LabelSession* session);
  virtual void press(const ToolPoint&) {}
  virtual void move(const ToolPoint&) {}  ///< With or without a button.
  virtual void release(const ToolPoint&) {}
  virtual void doubleClick(const ToolPoint& point) { press(point); }
  virtual void leave() {}
  /// True where the key was for the tool.
  virtual bool pressKey(int /*key*/) { return false; }
  /// True where the wheel was for the tool. @param notches up is positive.
  virtual bool wheel(double /*notches*/) { return false; }
  /// Whether something waits to be confirmed.
  virtual bool isPending() const { return false; }
  virtual void cancel() {}
  /// Ends what has begun where it is, as its own key or the end of the drag would. Returns what it lacks for that, as a
  /// sentence; it then waits on. Empty as a rule.
  virtual QString complete() {
    pause();
    return {};
  }
  /// The window turns to another page: what is being drawn ends where it is, what waits for more clicks waits on.
  virtual void pause() { cancel(); }
  /// What the tool shows over the picture, with a painter in device pixels.
  virtual void paint(QPainter&, const PictureView&) const {}
  /// The settings have changed.
  virtual void adjust() { Q_EMIT changed(); }
  /// One line: what the mouse does.
  virtual QString hint() const = 0;
  virtual Qt::CursorShape cursor() const { return Qt::CrossCursor; }

 Q_SIGNALS:
  /// What it shows has changed.
  void changed();
  /// It has changed the settings.
  void adjusted();
  /// One line of news.
  void message(const QString& text);

 protected:
  ToolSettings& settings() const { return settings_; }
  LabelSession* session() const { return session_; }
  /// Whether a step can begin; where nothing may be changed the session says why.
  bool mayDraw() const;
  void growBrush(double notches);
  void widenRoad(double notches);

 private:
  ToolSettings& settings_;
  LabelSession* session_ = nullptr;
};

/// A name as a step's text has it: `road`, `background`, `unknown`.
QString labelWord(Label label);
QColor labelColour(Label label);

inline QPointF toQt(cv::Point2d point) {
  return {point.x, point.y};
}
/// In which a place lies.
cv::Point pixelOf(cv::Point2d at);
QPolygonF toDevice(const PictureView& view, const std::vector<cv::Point2d>& points);

/// A line that is seen on every ground.
void drawHaloed(QPainter& painter, const QPolygonF& line, const QColor& colour, double width = 1.6);
/// What would be painted along a line. @param width in device pixels.
void drawBand(QPainter& painter, const QPolygonF& line, const QColor& colour, double width);
/// What would be painted at a place. @param diameter in picture pixels.
void drawRing(QPainter& painter, const PictureView& view, cv::Point2d at, double diameter, const QColor& colour,
              Qt::PenStyle style = Qt::SolidLine);
/// A place that was clicked.
void drawHandle(QPainter& painter, const PictureView& view, cv::Point2d at);

}  // namespace macadam
