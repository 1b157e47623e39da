#pragma once

#include "ui/canvas/shared_camera.h"

#include <QPainter>
#include <QSize>

namespace macadam {

/// Nearest-neighbour above this many device pixels per pixel, so that one sees the pixels; smooth below.
inline constexpr double kSharpScale = 2.0;

/// A picture that can be drawn as a camera sees it; the painter works in device pixels.
class PictureLayer {
 public:
  virtual ~PictureLayer() = default;
  virtual QSize size() const = 0;
  virtual void draw(QPainter& painter, const PictureView& view) const = 0;
};

/// Draws the part of `picture` that is in sight. @param reduction how many pixels of the scene a side one of its pixels
/// stands for; @param corner where it lies in the scene.
void drawPart(QPainter& painter, const PictureView& view, const QImage& picture, double reduction, QPointF corner = {});

}  // namespace macadam
