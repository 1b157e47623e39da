#pragma once

#include "ui/annotate/display_adjustment.h"
#include "ui/annotate/label_layer.h"
#include "ui/annotate/label_session.h"
#include "ui/annotate/layer_stack.h"
#include "ui/canvas/mip_picture.h"
#include "ui/jobs/newest_wins.h"

#include <QObject>
#include <QThreadPool>
#include <memory>
#include <optional>
#include <vector>

namespace macadam {

/// The tiles around the one that is open: found and opened beside the window, shown around it, and edited with it.
///
/// Each has a session of its own, so that its journal, mask and history are as if it had been opened alone. Lives in
/// the UI thread.
class NeighbourTiles : public QObject {
  Q_OBJECT

 public:
  /// @param thread opens one tile at a time, so that what is opened next finds no file in use.
  NeighbourTiles(QThreadPool& thread, Jobs& jobs, QObject* parent = nullptr);
  ~NeighbourTiles() override;

  /// Those of a session's tile, which is to be closed after them.
  void open(const Project& project, std::shared_ptr<const Dataset> dataset, LabelSession& session);
  /// Writes what is not saved; when it returns nothing of them is open any more.
  void close();
  bool isEmpty() const { return tiles_.empty(); }
  /// Null where it is not one of them.
  LabelSession* find(const std::string& sample) const;
  /// That shows a pixel of the open tile's plane, and where in it; empty where there is none.
  struct Place {
    LabelSession* session;
    cv::Point pixel;
  };
  std::optional<Place> at(cv::Point pixel) const;

  /// To be drawn below the open tile.
  LayerStack::Layers layers(const DisplayAdjustment& adjustment, bool withLabels) const;
  void setLook(const LabelLook& look);

  bool isSaved() const;
  void save();
  void finishSaving();

 Q_SIGNALS:
  /// They are there.
  void opened();
  /// Labels of these pixels, counted from the open tile's corner, may have changed.
  void changed(QRect area);
  void savedChanged();
  void saved(const std::string& image, const std::filesystem::path& mask);
  void failed(const QList<Problem>& problems);
  /// Why some are left out, and what opening the others had to say.
  void noted(const QList<Problem>& problems);

 private:
  struct Tile {
    std::unique_ptr<LabelSession> session;
    std::shared_ptr<const MipPicture> picture;
    std::shared_ptr<LabelLayer> labels;
    cv::Point offset;
  };
  struct Arrivals;

  void take(Arrivals& arrivals);
  void connectTile(std::size_t index);

  Jobs& jobs_;
  LabelSession* session_ = nullptr;  ///< Of the open tile.
  LabelLook look_;
  std::vector<Tile> tiles_;
  std::shared_ptr<Arrivals> arrivals_;
  NewestWins<std::shared_ptr<Arrivals>> loader_;
};

}  // namespace macadam
