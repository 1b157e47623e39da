#pragma once

#include <opencv2/core.hpp>

#include <cstdint>
#include <filesystem>
#include <vector>

namespace macadam {

/// A CV_8UC1, CV_8UC3 (RGB) or CV_8UC4 (RGB and alpha) picture as the bytes of a PNG file.
std::vector<std::uint8_t> encodePng(const cv::Mat& picture);

/// Replaces `file` all at once. @throws Error naming it.
void writePng(const std::filesystem::path& file, const cv::Mat& picture);

}  // namespace macadam
