#pragma once

#include "data/check.h"
#include "data/dataset.h"

#include <QImage>
#include <QList>
#include <QPromise>
#include <QString>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace macadam {

/// What a folder of images holds, before a project is made of it.
struct FolderFacts {
  std::shared_ptr<const Dataset> dataset;
  QList<QImage> examples;  ///< The first few tiles, roads painted over.
  int suggestedTileSize = 512;
  int bandCount = 3;  ///< Of the pictures, by the first.
};

/// Reads names, headers and masks, and decodes a few examples. `tileSize` 0 takes the suggested one. For jobs.
/// @throws Error
FolderFacts lookAtFolder(const std::filesystem::path& images, int tileSize, const DataChoices& choices = {});

/// 512, or the side that fits into all pictures where they are smaller.
int suggestedTileSize(const Dataset& dataset);

/// What a new project is made of.
struct NewProject {
  std::filesystem::path folder;
  std::filesystem::path images;
  int tileSize = 512;
  std::vector<TileContent> contents;  ///< Parallel to the data set's samples, for a balanced split; may be empty.
  std::string maskValues = {};        ///< What they mean, where a person has chosen it.
  std::string bands = {};             ///< As `data.bands`.
};

/// Makes the project with a first split, 1:4. Without a tile that has a mask there is no split yet.
/// For jobs. @throws Error
void makeProject(const NewProject& wanted);

/// Why a project cannot go there; empty when it can. Looks at the disk.
QString obstacleFor(const QString& folder, const QString& images);

/// Draws the demo's scenes and makes a project of them in `folder`; what is complete there is taken as it is.
/// For jobs: tells its progress. @throws Error, or Cancelled
void makeDemoProject(const std::filesystem::path& folder, QPromise<bool>& promise);

}  // namespace macadam
