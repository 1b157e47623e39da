#pragma once

#include "image/pixel_reading.h"
#include "spec/run_spec.h"

#include <opencv2/core.hpp>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace macadam {

/// A trained network ready to predict: in evaluation mode, its BatchNorms folded, on its device.
///
/// An object belongs to one thread, which gets `threads` compute threads (0: every core).
class Predictor {
 public:
  /// @param checkpointOrRun a checkpoint, or a run folder whose best checkpoint is taken.
  /// @throws Error when it holds no network of that name, listing those it holds.
  Predictor(const std::filesystem::path& checkpointOrRun, const std::string& network, const DeviceSpec& device = {},
            int threads = 0);
  ~Predictor();
  Predictor(Predictor&&) noexcept;
  Predictor& operator=(Predictor&&) noexcept;

  /// Road probability, CV_32FC1, of a CV_8UC3 RGB picture of the same size, as evaluation takes it: by windows of the
  /// side that suits the crops that the network was trained on. Where that is not known, in one pass: memory grows with
  /// its area then. @throws Error when there is not enough of it.
  cv::Mat predict(const cv::Mat& rgb);
  /// Shows it windows of another side from now on.
  void setViewSide(int side) { viewSide_ = side; }

  /// For example `cpu, 2 threads`.
  std::string device() const;
  /// As trainedCropSide.
  int cropSide() const { return cropSide_; }

 private:
  struct Loaded;
  int cropSide_ = 0;
  int viewSide_ = 0;  ///< 0: whole.
  std::unique_ptr<Loaded> loaded_;
};

/// How the network's pictures were read when it was trained; each by itself where the checkpoint does not say.
/// @throws Error when it holds no network of that name, or says it in a form that is not known.
PixelReading trainedReading(const std::filesystem::path& checkpointOrRun, const std::string& network);

/// The side of the crops that the network was trained on; of checkpoints that do not say so themselves their run does,
/// and where there is none the answer is 0.
/// @throws Error when it holds no network of that name, or a side that cannot be.
int trainedCropSide(const std::filesystem::path& checkpointOrRun, const std::string& network);

/// Names of the networks in a checkpoint, or in all checkpoints of a run folder.
/// @throws Error when there is no checkpoint.
std::vector<std::string> networkNames(const std::filesystem::path& checkpointOrRun);

}  // namespace macadam
