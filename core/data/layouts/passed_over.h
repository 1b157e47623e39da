#pragma once

#include "data/layouts.h"

#include <filesystem>
#include <string>
#include <vector>

namespace macadam {

/// What a folder holds besides the listed pictures and their masks: one text for each kind, with how many there are and
/// the first names. Side files of pictures, lists and hidden files are not worth a word.
std::vector<std::string> passedOver(const std::filesystem::path& root, const std::vector<Picture>& pictures);

}  // namespace macadam
