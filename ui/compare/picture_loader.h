#pragma once

#include "image/image_store.h"
#include "image/raster.h"
#include "ui/jobs/newest_wins.h"

#include <QString>
#include <QThreadPool>
#include <filesystem>
#include <functional>
#include <memory>

namespace macadam {

/// What was chosen to be looked at: as a tile, or by a raster that is too large to be one.
struct LoadedPicture {
  Sample sample;
  std::shared_ptr<const Tile> tile;
  std::shared_ptr<Raster> raster;
  QString truthNote;  ///< Where the truth of a picture file was found, or why it cannot be used; else empty.
};

/// Any picture file. One of the data set keeps the truth that it has there; any other may have its mask beside it.
/// @throws Error when it cannot be read.
LoadedPicture loadPicture(ImageStore& store, const std::filesystem::path& picture, const Dataset& dataset);

/// Loads in the background what is to be looked at; of many choices the latest.
class PictureLoader {
 public:
  PictureLoader(std::shared_ptr<ImageStore> store, std::function<void(const LoadedPicture&)> loaded,
                std::function<void(const QList<Problem>&)> failed);

  void loadTile(const Sample& sample);
  void loadFile(const std::filesystem::path& picture, std::shared_ptr<const Dataset> dataset);
  /// Lets nothing arrive that was asked for until now.
  void forget() { loader_.forget(); }

 private:
  std::shared_ptr<ImageStore> store_;
  QThreadPool thread_;
  NewestWins<LoadedPicture> loader_;
};

}  // namespace macadam
