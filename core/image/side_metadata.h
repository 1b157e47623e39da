#pragma once

#include <filesystem>
#include <string>

namespace macadam {

/// What a side file of metadata (.aux.xml) says of how its picture is read: all but the statistics, histograms and
/// names of bands that other programs leave there when they show it; empty where it says nothing else. The whole text
/// of a file that is no such one. @throws Error when it cannot be read.
std::string metadataIn(const std::filesystem::path& file);

}  // namespace macadam
