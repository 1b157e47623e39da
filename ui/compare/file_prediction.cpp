#include "ui/compare/file_prediction.h"

#include "base/atomic_file.h"
#include "ui/jobs/jobs.h"
#include "ui/jobs/problem_list.h"

#include <algorithm>
#include <iterator>
#include <memory>
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

/// Networks that predict as one: each pixel has the mean of what they say.
class MeanOfNetworks {
 public:
  MeanOfNetworks(Engine& engine, const std::vector<NetworkSource>& networks, int threads) {
    for (const NetworkSource& network : networks) {
      networks_.push_back(engine.openPredictor(weightsOf(network), network.network, DeviceSpec{}, threads));
      if (networks_.back()->reading() == reading()) continue;
      throw Error(network.run.string(), "holds networks whose pictures were read in different ways",
                  "predict by each of them");
    }
  }

  cv::Mat predict(const cv::Mat& rgb) const {
    cv::Mat mean = cv::Mat::zeros(rgb.size(), CV_32FC1);
    for (const auto& network : networks_) {
      cv::scaleAdd(network->predict(rgb), 1.0 / static_cast<double>(networks_.size()), mean, mean);
    }
    return mean;
  }
  TilingOptions tiling() const { return networks_.front()->tiling(); }
  PixelReading reading() const { return networks_.front()->reading(); }

 private:
  std::vector<std::unique_ptr<RoadPredictor>> networks_;
};

}  // namespace

QStringList predictFiles(Engine& engine, const FilePrediction& wanted, const ProgressCallback& progress) {
  makeFolder(wanted.folder);
  const MeanOfNetworks networks(engine, wanted.source.networks, wanted.threads);
  const PredictionReadings readings = readingsFor(networks.reading(), imagesOf(wanted));
  const auto predict = [&](const cv::Mat& rgb) { return networks.predict(rgb); };
  const std::size_t count = wanted.pictures.size();
  std::vector<Problem> problems;
  for (std::size_t i = 0; i < count; ++i) {
    const PlannedPrediction& picture = wanted.pictures[i];
    const auto tell = [&](std::size_t done, std::size_t total) {
      progress(i * kParts + done * kParts / std::max<std::size_t>(total, 1), count * kParts);
    };
    tell(0, 1);
    try {
      const RasterPredictionOptions options{
          .threshold = wanted.threshold, .reading = readings.byPicture.at(picture.image), .tiling = networks.tiling()};
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
