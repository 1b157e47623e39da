#pragma once

#include "data/layouts.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace macadam {

inline constexpr std::string_view kImagesOnly = "images without masks";

/// Picture files of a folder (png, jpg, jpeg, tif, tiff, bmp in any case), hidden ones left out, sorted by name.
std::vector<std::filesystem::path> picturesIn(const std::filesystem::path& folder);

/// The same of a folder and those in it, `depth` levels down.
std::vector<std::filesystem::path> picturesBelow(const std::filesystem::path& folder, int depth);

/// Folders in a folder, hidden ones left out, sorted by name; none where there is no such folder.
std::vector<std::filesystem::path> foldersIn(const std::filesystem::path& folder);

/// `train`, `val`, `valid`, `validation`, `test`, `labelled` … say where samples belong; anything else is Unassigned.
Origin originOf(const std::string& folderName);

/// True for folder names that a layout gives a meaning.
bool isKnownFolderName(const std::filesystem::path& folder);

/// Pairs images and masks of one stem and adds them to the listing, with a problem for each mask without an image,
/// each second file of a stem, and an images folder that holds none.
void addPairs(Listing& listing, const std::filesystem::path& imageFolder, const std::filesystem::path& maskFolder,
              const MaskRule& rule, Origin origin);

}  // namespace macadam
