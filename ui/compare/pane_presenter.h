#pragma once

#include "ui/canvas/picture_canvas.h"

#include <QCoreApplication>
#include <QPointF>
#include <QString>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace macadam {

class ComparePane;
class CompareModel;
class HeldKeys;
class PaneGrid;
class PanePictures;
class ScenePyramid;
class ScoreTable;

/// Puts into the panes what is known of their sources: pictures, notes and scores.
class PanePresenter {
  Q_DECLARE_TR_FUNCTIONS(PanePresenter)

 public:
  PanePresenter(PaneGrid& grid, const CompareModel& model, const PanePictures& pictures, const ScoreTable& table,
                const HeldKeys& keys)
      : grid_(grid), model_(model), pictures_(pictures), table_(table), keys_(keys) {}

  /// Shows a picture that is read as it comes into sight, in place of tiles; or none.
  void setScene(std::shared_ptr<ScenePyramid> scene) { scene_ = std::move(scene); }
  void showPanes();
  void showScores();
  /// What all sources are at a point of the picture; a hint where there is none.
  QString readout(std::optional<QPointF> pointer) const;

 private:
  PictureCanvas::Layer layerOf(const std::string& source) const;
  void showPane(ComparePane& pane);

  PaneGrid& grid_;
  const CompareModel& model_;
  const PanePictures& pictures_;
  const ScoreTable& table_;
  const HeldKeys& keys_;
  std::shared_ptr<ScenePyramid> scene_;
};

}  // namespace macadam
