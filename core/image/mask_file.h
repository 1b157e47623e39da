#pragma once

#include <opencv2/core.hpp>

#include <cstdint>
#include <filesystem>
#include <vector>

namespace macadam {

/// How Macadam writes masks: black background, white road, and mid-grey, declared as the file's "no data" value (in a
/// PNG: its transparent grey), for what is ignored. Every viewer shows them, and `readMask` gives back exactly what
/// was written.
constexpr std::uint8_t kStoredRoad = 255;
constexpr std::uint8_t kStoredIgnore = 128;

/// 0, 1, 255 to the values in a file.
cv::Mat toStoredMask(const cv::Mat& mask);

/// A mask of 0, 1 and 255 as the bytes of a PNG file.
std::vector<std::uint8_t> encodeMask(const cv::Mat& mask);

/// Replaces a PNG by a mask of 0, 1 and 255. @throws Error naming it.
void writeMask(const std::filesystem::path& file, const cv::Mat& mask);

}  // namespace macadam
