#pragma once

#include "ui/annotate/label_look.h"
#include "ui/annotate/label_tiles.h"
#include "ui/canvas/picture_layer.h"

#include <QImage>

namespace macadam {

/// Labels over a picture: roads in amber, what is unknown hatched, background not at all.
///
/// Draws only what the painter's clip leaves of the view, from small copies of the plane that follow its changes.
/// Refers to the plane, which outlives it; of the UI thread.
class LabelLayer : public PictureLayer {
 public:
  explicit LabelLayer(const LabelPlane& plane) : plane_(plane), tiles_(plane) {}

  QSize size() const override { return {plane_.size().width, plane_.size().height}; }
  void draw(QPainter& painter, const PictureView& view) const override;

  const LabelLook& look() const { return look_; }
  void setLook(const LabelLook& look);
  /// These pixels of the plane have changed.
  void invalidate(const cv::Rect& pixels) { tiles_.invalidate(pixels); }
  const LabelTiles& tiles() const { return tiles_; }

 private:
  /// Shares at the device pixels of `area`, into a part of `pixels_`.
  cv::Mat sampled(const PictureView& view, const QRect& area) const;

  const LabelPlane& plane_;
  LabelLook look_;
  mutable LabelTiles tiles_;
  mutable cv::Mat cells_, pixels_;  ///< Memory that is used again.
};

}  // namespace macadam
