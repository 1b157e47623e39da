#pragma once

#include "ui/canvas/mip_picture.h"
#include "ui/compare/pane_render.h"
#include "ui/jobs/newest_wins.h"

#include <QObject>
#include <QString>
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
  /// Why it could not be painted; empty where it could.
  QString failure(const std::string& source) const;

 Q_SIGNALS:
  void changed(const std::string& source);

 private:
  using Picture = std::shared_ptr<const MipPicture>;
  struct Entry {
    PaneContents contents;
    Picture picture;
    QString failure;
    std::unique_ptr<NewestWins<Picture>> painting;
  };
  void paint(Entry& entry);
  std::unique_ptr<NewestWins<Picture>> painterOf(const std::string& source);

  std::shared_ptr<const Tile> tile_;
  PaneLook look_;
  QThreadPool pool_;
  std::map<std::string, Entry> entries_;
};

}  // namespace macadam
