#pragma once

#include "data/dataset.h"

#include <QImage>
#include <QString>

namespace macadam {

/// A tile as it is drawn, small or whole.
struct TilePicture {
  QImage picture;   ///< Null where the image cannot be read.
  QImage road;      ///< The mask's road in kRoadColour on nothing, of the picture's size; null without a mask.
  QString failure;  ///< Why something is missing; empty when all was read.

  qsizetype bytes() const { return picture.sizeInBytes() + road.sizeInBytes(); }
};

/// Reads a tile and scales it down so that neither side exceeds `side` pixels; 0 keeps its size. For background
/// threads; never throws.
TilePicture readTilePicture(const Sample& sample, int side);

}  // namespace macadam
