#pragma once

#include "base/content_hash.h"
#include "data/dataset.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace macadam {

/// The images and masks of a data set, with the pictures that VRTs show and the side files of each (.msk, .aux.xml),
/// each by its path below the data set's folder, with what it holds (base/content_hash.h). Of an .aux.xml only that
/// counts which changes how its picture is read (image/side_metadata.h).
using DataFiles = std::map<std::string, std::string>;

/// Reads every file, on up to `workers` threads. @throws Error when one cannot be read.
DataFiles dataFilesOf(const Dataset& dataset, int workers);

/// Sixteen hexadecimal digits over the names and contents.
std::string fingerprintOf(const DataFiles& files);

void saveDataFiles(const DataFiles& files, const std::filesystem::path& file);
/// @throws Error when the file is missing or is no such list.
DataFiles loadDataFiles(const std::filesystem::path& file);
/// The same to be compared with `now`, what the data set holds: a list that an earlier Macadam wrote, with all bytes of
/// each .aux.xml and no side files of what VRTs show, is brought to today's form.
DataFiles loadDataFiles(const std::filesystem::path& file, const Dataset& dataset, const DataFiles& now);

/// `a.png, b.png, c.png and 2 more`.
std::string firstNames(const std::vector<std::string>& names);

/// For example `1 file has changed (c.png), 2 files were added (a.png, b.png)`; empty where nothing has changed.
std::string changesText(const DataFiles& before, const DataFiles& now);

}  // namespace macadam
