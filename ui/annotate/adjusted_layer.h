#pragma once

#include "ui/annotate/display_adjustment.h"
#include "ui/canvas/picture_layer.h"

#include <QImage>
#include <memory>
#include <utility>

namespace macadam {

/// Another layer in other brightness, contrast and gamma; costs nothing more while there is no adjustment.
class AdjustedLayer : public PictureLayer {
 public:
  AdjustedLayer(std::shared_ptr<const PictureLayer> inner, const DisplayAdjustment& adjustment)
      : inner_(std::move(inner)), adjustment_(adjustment), table_(lookupTable(adjustment)) {}

  QSize size() const override { return inner_->size(); }
  void draw(QPainter& painter, const PictureView& view) const override;

 private:
  std::shared_ptr<const PictureLayer> inner_;
  DisplayAdjustment adjustment_;
  LookupTable table_;
  mutable QImage scratch_;  ///< Memory that is used again.
};

/// The visible pixels of a picture (RGB32 or ARGB32_Premultiplied, opaque where it is not empty) through a table.
void mapColours(QImage& picture, const QRect& part, const LookupTable& table);

}  // namespace macadam
