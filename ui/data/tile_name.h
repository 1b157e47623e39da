#pragma once

#include "data/dataset.h"

#include <QString>
#include <Qt>
#include <vector>

class QFontMetrics;

namespace macadam {

/// A tile's name as captions show it: file name without folders and extension, with the window's corner where there is
/// one. Its parts say what may go where the whole does not fit.
struct TileName {
  QString distinct;  ///< What tells it apart.
  QString ending;    ///< That all names of the data set share, as `_15`.
  QString corner;    ///< Its place in its scene, as ` (0, 512)` or `_0_512`; it stays.
  Qt::TextElideMode cut = Qt::ElideLeft;
  qsizetype lead = 0;   ///< Characters at the beginning of `distinct` that all names share,
  qsizetype trail = 0;  ///< and at its end.

  QString whole() const { return distinct + ending + corner; }
  /// In a line of this width: the shared ending goes first, then what names share at their ends.
  QString fitted(const QFontMetrics& metrics, int width) const;
};

/// The names of all samples, to be cut where most of them stay apart.
std::vector<TileName> tileNames(const Dataset& dataset);

}  // namespace macadam
