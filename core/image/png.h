#pragma once

#include <opencv2/core.hpp>

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

namespace macadam {

/// A CV_8UC1, CV_8UC3 (RGB) or CV_8UC4 (RGB and alpha) picture as the bytes of a PNG file.
std::vector<std::uint8_t> encodePng(const cv::Mat& picture);

/// Puts a chunk before the pixels of a PNG file, for example `tEXt` (PNG specification, 11.3).
void insertChunk(std::vector<std::uint8_t>& png, std::string_view type, std::string_view contents);

/// Puts what the picture says of itself into a PNG file, in ASCII; `descriptionOf` reads it (image/description.h).
void describePng(std::vector<std::uint8_t>& png, std::string_view text);

/// Replaces `file` all at once. @throws Error naming it.
void writePng(const std::filesystem::path& file, const cv::Mat& picture);

}  // namespace macadam
