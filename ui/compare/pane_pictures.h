#pragma once

#include "ui/compare/mip_picture.h"
#include "ui/compare/pane_render.h"

#include <QObject>
#include <QThreadPool>
#include <map>
#include <memory>
#include <string>

namespace macadam {

/// The pictures of all sources on one tile, painted in the background; of many changes the latest is painted. Lives in
/// the UI thread.
class PanePictures : public QObject {
  Q_OBJECT

 public:
  explicit PanePictures(QObject* parent = nullptr);
  ~PanePictures() override;

  /// Another tile, or none; forgets all sources.
  void setTile(std::shared_ptr<const Tile> tile);
  const std::shared_ptr<const Tile>& tile() const { return tile_; }
  void setLook(const PaneLook& look);
  const PaneLook& look() const { return look_; }
  /// Paints a source from now on. @param probability of a predicted one, once it is known.
  void add(const std::string& source, SourceKind kind, std::shared_ptr<const cv::Mat> probability = {});

  /// Paints a source as one whose probability is not known yet.
  void forgetProbability(const std::string& source);

  /// Null until it has been painted.
  std::shared_ptr<const MipPicture> picture(const std::string& source) const;
  /// CV_16UC1; null where it is not known.
  std::shared_ptr<const cv::Mat> probability(const std::string& source) const;

 Q_SIGNALS:
  void changed(const std::string& source);

 private:
  struct Entry {
    PaneContents contents;
    std::shared_ptr<const MipPicture> picture;
    bool painting = false;
    bool outdated = false;
  };
  void paint(const std::string& source, Entry& entry);
  void finish(const std::string& source, int generation, std::shared_ptr<const MipPicture> picture);

  std::shared_ptr<const Tile> tile_;
  PaneLook look_;
  std::map<std::string, Entry> entries_;
  int generation_ = 0;  ///< Grows with every tile.
  QThreadPool pool_;
};

}  // namespace macadam
