#pragma once

#include "ui/annotate/label_layer.h"
#include "ui/annotate/neighbour_tiles.h"
#include "ui/annotate/proposal_review.h"
#include "ui/annotate/view_panel.h"
#include "ui/canvas/picture_canvas.h"
#include "ui/canvas/scene_pyramid.h"
#include "ui/compare/predictions.h"

#include <QObject>
#include <memory>
#include <vector>

namespace macadam {

class LabelSession;

/// What is seen of the open tile: picture, tiles beside it, labels, proposals and a reference, over the tile or in a
/// pane of its own, as the View panel has them.
class TileViewLayers : public QObject {
  Q_OBJECT

 public:
  /// All of them outlive it.
  struct Parts {
    PictureCanvas& canvas;
    PictureCanvas& beside;  ///< For a reference; hidden without one.
    ViewPanel& view;
    ProposalReview& review;
    NeighbourTiles& neighbours;
  };
  explicit TileViewLayers(const Parts& parts, QObject* parent = nullptr);

  /// Null for none.
  void setSession(LabelSession* session);
  /// Who predicts a reference; null for nobody.
  void setPredictions(Predictions* predictions);
  void setSources(const std::vector<CompareSource>& sources);
  /// Hides labels and proposals for a moment.
  void setHidden(bool hidden);
  /// Puts the layers together anew.
  void show();

 Q_SIGNALS:
  void message(const QString& text);

 private:
  void showReference();
  void receive(const Prediction& prediction);

  Parts parts_;
  LabelSession* session_ = nullptr;
  Predictions* predictions_ = nullptr;
  std::vector<CompareSource> sources_;
  std::shared_ptr<ScenePyramid> picture_;
  std::shared_ptr<LabelLayer> labels_;
  std::shared_ptr<const PictureLayer> reference_;
  bool isHidden_ = false;
};

}  // namespace macadam
