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

/// The same for equal texts on every machine.
inline unsigned hashOf(const std::string& text) {
  unsigned value = 2166136261U;
  for (const char c : text) value = (value ^ static_cast<unsigned char>(c)) * 16777619U;
  return value;
}

/// A grey-green image with a brighter corner, so that it is not of one colour. Two spots in its lower half, as much
/// brighter as darker, lie where its name and its folder's say, so that no two images are the same.
inline void writeImage(const std::filesystem::path& file, int width = 32, int height = 32) {
  cv::Mat pixels(height, width, CV_8UC3, cv::Scalar(60, 90, 70));
  pixels(cv::Rect(0, 0, width / 2, height / 2)).setTo(cv::Scalar(120, 130, 125));
  const std::filesystem::path folder = file.parent_path();
  const unsigned key = hashOf((folder.parent_path().filename() / folder.filename() / file.filename()).string());
  constexpr int kSpot = 4;
  const unsigned columns = static_cast<unsigned>(width / kSpot), spots = columns * unsigned(height / 2 / kSpot);
  const cv::Scalar change = cv::Scalar::all(1 + (key >> 16) % 40);
  const auto spot = [&](unsigned number) {
    const unsigned at = number % spots;
    return pixels(cv::Rect(int(at % columns) * kSpot, height / 2 + int(at / columns) * kSpot, kSpot, kSpot));
  };
  spot(key) += change;
  spot(key + 1) -= change;
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
