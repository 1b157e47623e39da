#pragma once

#include "data/split.h"

#include <filesystem>

namespace macadam {

/// Writes a split as other programs read it: `labeled.txt`, `unlabeled.txt`, `val.txt`, `test.txt`, with "image mask"
/// or "image" on a line, paths from `folder`. The folder is then a data set of its own, in the layout of lists.
/// @throws Error when samples are windows of larger pictures: a line of text cannot say so.
void exportLists(const Split& split, const Dataset& dataset, const std::filesystem::path& folder);

/// Reads such lists as a split of `dataset`; a listed picture stands for all windows that were cut from it.
/// @throws Error with every line that names no sample, and every sample that is listed twice.
Split importLists(const std::filesystem::path& folder, const Dataset& dataset);

}  // namespace macadam
