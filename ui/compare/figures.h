#pragma once

#include "image/image_store.h"
#include "ui/canvas/shared_camera.h"
#include "ui/compare/grid_figure.h"

#include <QSize>

namespace macadam {

class CompareModel;
class PaneGrid;
class ScoreTable;
class TileExport;

/// What the panes show, as they show it; one with a curtain names both of its sources.
/// @param picture size of what is shown, to which the panes are cut.
GridFigure paneFigure(const PaneGrid& grid, const CompareModel& model, const ScoreTable& table,
                      const SharedCamera& camera, QSize picture);

/// Some whole tiles, one a row, painted from their files; for the background.
/// @throws Error when one cannot be read.
GridFigure tileFigure(const TileExport& tiles, ImageStore& store);

}  // namespace macadam
