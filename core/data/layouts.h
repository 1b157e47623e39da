#pragma once

#include "data/dataset.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace macadam {

/// An image file with its mask, as a layout pairs them by their names; neither has been opened.
struct Picture {
  std::filesystem::path image;
  std::filesystem::path mask;  ///< Empty when there is none.
  MaskRule maskRule;
  Origin origin = Origin::Unassigned;
};

/// What a folder holds by the rules of one layout.
struct Listing {
  std::string layout;  ///< In words.
  std::vector<Picture> pictures;
  std::vector<Problem> problems;
  std::vector<std::string> passedOver;  ///< What is in the folder besides, by kind, in words.
};

/// One convention of keeping images and masks: lists a folder that follows it, and is empty for any other.
using Layout = std::optional<Listing> (*)(const std::filesystem::path& root);

std::optional<Listing> listRoadNet(const std::filesystem::path& root);
std::optional<Listing> listRoadNetPrepared(const std::filesystem::path& root);
std::optional<Listing> listMassachusetts(const std::filesystem::path& root);
std::optional<Listing> listLabelme(const std::filesystem::path& root);
/// Folders of images and folders of masks, by the words in their names (folder_names.h), below one another in any
/// order; and images and masks in one folder that only the words in their own names tell apart.
std::optional<Listing> listFolderPairs(const std::filesystem::path& root);
std::optional<Listing> listImagesOnly(const std::filesystem::path& root);

/// Lists a folder by the first layout that it follows, stepping into a folder that holds nothing but one folder; lists
/// in the folder say where its pictures belong.
/// @throws Error when it does not exist or holds no images.
Listing listPictures(const std::filesystem::path& root);

/// Says of a folder in which no image has a mask what was found and what was expected.
Problem nothingPaired(const std::filesystem::path& root);

}  // namespace macadam
