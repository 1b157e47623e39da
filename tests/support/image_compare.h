#pragma once

#include "image/png.h"

#include <gtest/gtest.h>
#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace macadam {

/// How far a picture may be from its approved form: decoders and resampling differ a little between versions.
struct ImageTolerance {
  double perChannel = 12.0;       ///< Smaller differences are none.
  double differingShare = 0.002;  ///< Share of pixels that may differ by more.
};

/// Compares an RGB picture with tests/approval/<name>.png.
///
/// On a difference the picture is left in the temporary folder as `<name>.received.png`; with
/// MACADAM_APPROVE=1 in the environment it becomes the approved one, for a person to look at and commit.
inline testing::AssertionResult matchesApproved(const cv::Mat& picture, const std::string& name,
                                                const ImageTolerance& tolerance = {}) {
  const std::filesystem::path approvedFile = std::filesystem::path(MACADAM_APPROVAL_FOLDER) / (name + ".png");
  if (std::getenv("MACADAM_APPROVE")) writePng(approvedFile, picture);
  const std::filesystem::path receivedFile = std::filesystem::temp_directory_path() / (name + ".received.png");
  const auto differs = [&](const std::string& how) {
    writePng(receivedFile, picture);
    return testing::AssertionFailure() << name << " " << how << "; compare " << receivedFile << " with "
                                       << approvedFile;
  };
  cv::Mat approved = cv::imread(approvedFile.string(), cv::IMREAD_COLOR);
  if (approved.empty()) return differs("has no approved picture");
  cv::cvtColor(approved, approved, cv::COLOR_BGR2RGB);
  if (approved.size() != picture.size()) return differs("has another size");
  int differing = 0;
  for (int y = 0; y < picture.rows; ++y) {
    for (int x = 0; x < picture.cols; ++x) {
      differing +=
          cv::norm(picture.at<cv::Vec3b>(y, x), approved.at<cv::Vec3b>(y, x), cv::NORM_INF) > tolerance.perChannel;
    }
  }
  if (differing <= tolerance.differingShare * double(picture.total())) return testing::AssertionSuccess();
  return differs("differs in " + std::to_string(differing) + " pixels");
}

}  // namespace macadam
