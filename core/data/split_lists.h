#pragma once

#include "data/split.h"

#include <filesystem>
#include <vector>

namespace macadam {

enum class ListedMasks {
  AsTheyAre,   ///< The data set's own files, with their own values.
  ZeroAndOne,  ///< Copies in `masks_01/` beside the lists: 0 background, 1 road, 255 unknown, as training programs want
               ///< them. Images without a mask get one that is unknown throughout.
};

/// Writes a split as other programs read it (UniMatch and its like): `labeled.txt`, `unlabeled.txt`, `val.txt`,
/// `test.txt`, with "image mask" or "image" on a line, paths from the data set's folder.
/// @returns What such programs will not read: lines without a mask.
/// @throws Error with all names that a line cannot hold, when samples are windows of larger pictures, and when masks
/// of 0 and 1 would come to lie in the data set's own folder.
std::vector<Problem> exportLists(const Split& split, const Dataset& dataset, const std::filesystem::path& folder,
                                 ListedMasks masks = ListedMasks::AsTheyAre);

/// Reads lists (text_lists.h) as a split of `dataset`; a listed picture stands for all windows that were cut from it.
/// `train.txt` labels what has a mask and stands in no other list.
/// @throws Error with all lists that hold lines without a sample, and every sample that is listed twice.
Split importLists(const std::filesystem::path& folder, const Dataset& dataset);

}  // namespace macadam
