#pragma once

#include <QObject>
#include <QPointF>
#include <QRectF>
#include <QSize>

namespace macadam {

/// What one view of a picture shows, in device pixels.
struct PictureView {
  QPointF centre;        ///< The point of the picture that is in the middle of the view.
  double scale = 1.0;    ///< Device pixels per picture pixel.
  QSize size;            ///< Of the view.
  double density = 1.0;  ///< Device pixels per pixel of a widget, for what has one size on every screen.

  QPointF toPicture(QPointF device) const;
  QPointF toDevice(QPointF picture) const;
  /// The part of the picture's plane that is in sight.
  QRectF visible() const;
};

/// Where all panes look: they share one of these, so that they zoom and pan as one.
class SharedCamera : public QObject {
  Q_OBJECT

 public:
  static constexpr double kSmallestScale = 1.0 / 512.0;
  static constexpr double kLargestScale = 64.0;

  using QObject::QObject;

  QPointF centre() const { return centre_; }
  double scale() const { return scale_; }
  PictureView view(QSize deviceSize) const { return {centre_, scale_, deviceSize}; }

  /// Zooms so that the picture's point under `device`, a place in a view of `deviceSize`, stays there.
  void zoomAt(double factor, QPointF device, QSize deviceSize);
  void panBy(QPointF device);
  /// Shows the whole picture in a view of `deviceSize`; small pictures grow with it.
  void fit(QSize picture, QSize deviceSize);
  void setScale(double scale);
  /// About the middle.
  void zoomBy(double factor) { setScale(scale_ * factor); }
  /// At which the whole picture fits a view of `deviceSize`. @pre neither is empty
  static double fittingScale(QSize picture, QSize deviceSize);
  void lookAt(QPointF centre, double scale);

 Q_SIGNALS:
  void changed();

 private:
  QPointF centre_;
  double scale_ = 1.0;
};

}  // namespace macadam
