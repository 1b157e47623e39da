#pragma once

#include <gtest/gtest.h>
#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>

#include <filesystem>
#include <fstream>
#include <string>

namespace macadam {

/// Writes a picture in the format of its name; colours in OpenCV's order, blue first.
inline void writePicture(const std::filesystem::path& file, const cv::Mat& pixels) {
  std::filesystem::create_directories(file.parent_path());
  ASSERT_TRUE(cv::imwrite(file.string(), pixels)) << file;
}

/// A grey-green image with a brighter corner, so that it is not of one colour.
inline void writeImage(const std::filesystem::path& file, int width = 32, int height = 32) {
  cv::Mat pixels(height, width, CV_8UC3, cv::Scalar(60, 90, 70));
  pixels(cv::Rect(0, 0, width / 2, height / 2)).setTo(cv::Scalar(120, 130, 125));
  writePicture(file, pixels);
}

/// A mask whose upper `roadRows` rows are white.
inline void writeRoadMask(const std::filesystem::path& file, int roadRows, int width = 32, int height = 32) {
  cv::Mat pixels = cv::Mat::zeros(height, width, CV_8UC1);
  pixels.rowRange(0, roadRows).setTo(255);
  writePicture(file, pixels);
}

/// A JPEG whose header and end are whole, with half of its pixels between.
inline void writeTornJpeg(const std::filesystem::path& file) {
  cv::Mat noise(64, 64, CV_8UC3);
  cv::randu(noise, 0, 256);
  writePicture(file, noise);
  std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
  std::ofstream(file, std::ios::binary | std::ios::app) << "\xff\xd9";
}

}  // namespace macadam
