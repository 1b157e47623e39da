#include "ui/compare/file_prediction.h"

#include "base/atomic_file.h"
#include "ui/jobs/jobs.h"
#include "ui/jobs/problem_list.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <system_error>

namespace macadam {
namespace {

constexpr std::size_t kParts = 1000;  ///< That the progress of a picture is told in.

void makeFolder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw Error(folder.string(), "cannot be made (" + error.message() + ")", "choose another folder");
  removeTemporaryFiles(folder);
}

std::vector<std::filesystem::path> imagesOf(const FilePrediction& wanted) {
  std::vector<std::filesystem::path> images;
  std::ranges::transform(wanted.pictures, std::back_inserter(images), &PlannedPrediction::image);
  return images;
}

}  // namespace

QStringList predictFiles(Engine& engine, const FilePrediction& wanted, const ProgressCallback& progress) {
  const NetworkSource& network = wanted.source.networks.front();
  makeFolder(wanted.folder);
  const auto predictor = engine.openPredictor(weightsOf(network), network.network, DeviceSpec{}, wanted.threads);
  const PredictionReadings readings = readingsFor(predictor->reading(), imagesOf(wanted));
  const auto predict = [&](const cv::Mat& rgb) { return predictor->predict(rgb); };
  const std::size_t count = wanted.pictures.size();
  std::vector<Problem> problems;
  for (std::size_t i = 0; i < count; ++i) {
    const PlannedPrediction& picture = wanted.pictures[i];
    const auto tell = [&](std::size_t done, std::size_t total) {
      progress(i * kParts + done * kParts / std::max<std::size_t>(total, 1), count * kParts);
    };
    tell(0, 1);
    try {
      const RasterPredictionOptions options{.threshold = wanted.threshold,
                                            .reading = readings.byPicture.at(picture.image),
                                            .tiling = predictor->tiling()};
      if (!predictRaster(picture.image, predict, picture.files, options, tell)) throw Cancelled{};
    } catch (const Cancelled&) {
      throw;
    } catch (...) {
      std::ranges::copy(caughtProblems(picture.image.string()), std::back_inserter(problems));
    }
  }
  if (!problems.empty() && count > 1) {
    problems.insert(problems.begin(), {wanted.folder.string(), "holds the predictions of the other pictures",
                                       "mend these, and predict them again"});
  }
  if (!problems.empty()) throw Error(problems);
  QStringList notes;
  for (const Problem& note : readings.notes) notes.append(problemText({note}));
  return notes;
}

}  // namespace macadam
