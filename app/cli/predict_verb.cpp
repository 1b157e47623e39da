#include "cli/predict_verb.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/number_text.h"
#include "cli/existing_files.h"
#include "cli/exit_code.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "predict/prediction_plan.h"
#include "predict/predictor.h"
#include "predict/raster_prediction.h"
#include "runs/run_store.h"
#include "spec/run_spec_toml.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace macadam {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFooter =
    "Pictures are read and written by windows, so that they may be larger than memory, and the results lie on the\n"
    "earth where the pictures do. A picture that cannot be read is named at the end; the others are predicted all the\n"
    "same. Where a picture has no data (declared\n"
    "\"no data\", mask band, alpha 0, NaN), neither have the results: 128 in masks, NaN in probabilities, both "
    "declared.\n\n"
    "Example: the roads of two scenes as roads/north_mask.tif, roads/north_probability.tif and the same of south\n"
    "  macadam-cli predict runs/2026-11-22_1512_demo north.tif south.tif --mask --probability --out roads";

struct PredictArguments {
  std::string checkpointOrRun;
  std::vector<std::string> pictures;
  std::string network;
  std::string out = "predictions";
  bool mask = false;
  bool probability = false;
  std::string bands;
  bool overwrites = false;
  std::optional<int> tileSide;
  std::optional<int> overlap;
  RasterPredictionOptions options;
  std::string device = "auto";
  int threads = 0;
  bool json = false;
};

struct DoneJob {
  PlannedPrediction job;
  RasterPrediction prediction;
  double seconds = 0.0;

  double emptyShare() const {
    return static_cast<double>(prediction.emptyPixels) / (double(prediction.size.width) * prediction.size.height);
  }
};

/// The student, or of a run what stands for it: Mean Teacher's average.
std::string usualNetwork(const std::string& checkpointOrRun) {
  const fs::path spec = RunFolder(checkpointOrRun).spec();
  if (fs::exists(spec)) {
    const Part main = mainPart(loadRunSpec(spec).method);
    if (main.role.isStudent()) return main.name;
  }
  return toString(Role::Student);
}

DeviceSpec deviceOf(const PredictArguments& arguments) {
  if (const auto device = deviceFromText(arguments.device)) return *device;
  throw CLI::ValidationError("--device takes auto, cpu, cuda or cuda:1, not " + arguments.device);
}

BandOrder bandsOf(const PredictArguments& arguments) {
  if (const auto bands = bandsFromText(arguments.bands)) return *bands;
  throw CLI::ValidationError("--bands takes three numbers from 1, for example 3,2,1, not " + arguments.bands);
}

std::vector<PlannedPrediction> plannedPictures(const PredictArguments& arguments) {
  const std::vector<fs::path> given(arguments.pictures.begin(), arguments.pictures.end());
  const bool maskByDefault = !arguments.mask && !arguments.probability;
  PredictionPlan plan = planPredictions(
      picturesToPredict(given),
      {.folder = arguments.out, .mask = arguments.mask || maskByDefault, .probability = arguments.probability});
  for (const fs::path& file : plan.existing) addExisting(file, arguments.overwrites, plan.problems);
  if (!plan.problems.empty()) throw Error(plan.problems);
  return std::move(plan.pictures);
}

PredictionReadings readingsOf(const PredictArguments& arguments, const std::vector<PlannedPrediction>& planned) {
  PixelReading trained = trainedReading(arguments.checkpointOrRun, arguments.network);
  if (const BandOrder bands = bandsOf(arguments); bands != BandOrder{}) trained.bands = bands;
  std::vector<fs::path> pictures;
  for (const PlannedPrediction& one : planned) pictures.push_back(one.image);
  PredictionReadings readings = readingsFor(trained, pictures);
  for (const Problem& note : readings.notes) std::fprintf(stderr, "note: %s\n", describe(note).c_str());
  return readings;
}

TilingOptions tilingOf(const PredictArguments& arguments, int cropSide) {
  const int side = arguments.tileSide.value_or(tilingFor(cropSide).tileSide);
  return {side, arguments.overlap.value_or(overlapFor(side))};
}

void makeFolder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw Error(folder.string(), "cannot be made (" + error.message() + ")", "name another folder with --out");
}

std::optional<DoneJob> carryOut(const PlannedPrediction& job, Predictor& predictor,
                                const RasterPredictionOptions& options, const std::stop_token& stop) {
  const auto start = std::chrono::steady_clock::now();
  std::optional<ProgressBar> bar;
  const auto progress = [&](std::size_t done, std::size_t total) {
    if (!bar) bar.emplace(job.image.filename().string() + ", tiles", static_cast<std::int64_t>(total));
    bar->advanceTo(static_cast<std::int64_t>(done));
  };
  const auto predict = [&predictor](const cv::Mat& rgb) { return predictor.predict(rgb); };
  const auto prediction = predictRaster(job.image, predict, job.files, options, progress, stop);
  if (!prediction) return std::nullopt;
  return DoneJob{job, *prediction, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count()};
}

void printLine(const DoneJob& done) {
  const PredictionFiles& files = done.job.files;
  std::string written = files.mask.string();
  if (!files.probability.empty()) written += (written.empty() ? "" : ", ") + files.probability.string();
  const std::string empty =
      done.prediction.emptyPixels == 0 ? "" : "  " + percentText(done.emptyShare()) + " % without data";
  std::printf("%s  %d×%d  %s %% road%s  %s s  %s\n", done.job.image.c_str(), done.prediction.size.width,
              done.prediction.size.height, percentText(done.prediction.roadShare()).c_str(), empty.c_str(),
              fixedText(done.seconds, 1).c_str(), written.c_str());
  std::fflush(stdout);
}

nlohmann::ordered_json toJson(const DoneJob& done) {
  nlohmann::ordered_json entry{{"image", done.job.image.string()},
                               {"width", done.prediction.size.width},
                               {"height", done.prediction.size.height},
                               {"georeferenced", done.prediction.isGeoreferenced},
                               {"road_share", done.prediction.roadShare()},
                               {"no_data_share", done.emptyShare()},
                               {"seconds", done.seconds}};
  if (!done.job.files.mask.empty()) entry["mask"] = done.job.files.mask.string();
  if (!done.job.files.probability.empty()) entry["probability"] = done.job.files.probability.string();
  return entry;
}

void printJson(const PredictArguments& arguments, const std::string& device, const std::vector<DoneJob>& done) {
  nlohmann::ordered_json document{{"from", arguments.checkpointOrRun},
                                  {"network", arguments.network},
                                  {"device", device},
                                  {"threshold", arguments.options.threshold},
                                  {"pictures", nlohmann::ordered_json::array()}};
  for (const DoneJob& job : done) document["pictures"].push_back(toJson(job));
  std::puts(document.dump(2).c_str());
}

void predictPictures(const PredictArguments& arguments) {
  const std::vector<PlannedPrediction> jobs = plannedPictures(arguments);
  Predictor predictor(arguments.checkpointOrRun, arguments.network, deviceOf(arguments), arguments.threads);
  RasterPredictionOptions options = arguments.options;
  options.tiling = tilingOf(arguments, predictor.cropSide());
  checkOptions(options);
  predictor.setViewSide(options.tiling.tileSide);
  const PredictionReadings readings = readingsOf(arguments, jobs);
  makeFolder(arguments.out);
  removeTemporaryFiles(arguments.out);

  const InterruptGuard interrupt;
  std::vector<DoneJob> done;
  std::vector<Problem> problems;
  for (const PlannedPrediction& job : jobs) {
    try {
      options.reading = readings.byPicture.at(job.image);
      const auto finished = carryOut(job, predictor, options, interrupt.token());
      if (!finished) break;
      if (!arguments.json) printLine(*finished);
      done.push_back(*finished);
    } catch (const Error& error) {
      problems.insert(problems.end(), error.problems().begin(), error.problems().end());
    }
  }
  if (arguments.json) printJson(arguments, predictor.device(), done);
  if (!problems.empty()) throw Error(problems);
  if (interrupt.token().stop_requested() && done.size() < jobs.size()) {
    std::fprintf(stderr, "interrupted: %zu of %zu pictures are predicted\n", done.size(), jobs.size());
    throw EndWith{ExitCode::Interrupted};
  }
}

}  // namespace

void addPredictVerb(CLI::App& app) {
  auto arguments = std::make_shared<PredictArguments>();
  RasterPredictionOptions& options = arguments->options;
  CLI::App& verb = *app.add_subcommand("predict", "Find the roads in pictures of any size");
  verb.add_option("RUN", arguments->checkpointOrRun, "A run folder, or a checkpoint file")->required();
  verb.add_option("PICTURE", arguments->pictures, "PNG, JPEG, TIFF, GeoTIFF or BMP, or folders of them")->required();
  verb.add_option("--network", arguments->network,
                  "A network of the run, as in teacher1 [student, or the averaged one]");
  verb.add_option("--out", arguments->out, "Where the results go; not a folder that holds the pictures");
  verb.add_flag("--mask", arguments->mask, "Write NAME_mask.tif, 255 on roads; also when nothing is asked for");
  verb.add_flag("--probability", arguments->probability, "Write NAME_probability.tif, floats from 0 to 1");
  verb.add_flag("--overwrite", arguments->overwrites, "Replace results that are there already");
  verb.add_option("--threshold", options.threshold, "Road is what is more probable than this");
  verb.add_option("--tile", arguments->tileSide,
                  "Side of the tiles that the network sees, in pixels [what suits the crops it was trained on]");
  verb.add_option("--overlap", arguments->overlap,
                  "Pixels over which neighbouring tiles are blended [a quarter of the side, at most 64]");
  verb.add_option("--bands", arguments->bands,
                  "Bands shown as red, green and blue, for example 3,2,1 [as in training]");
  verb.add_option("--device", arguments->device, "auto, cpu, cuda or cuda:1");
  verb.add_option("--threads", arguments->threads, "Compute threads; 0 takes every core")
      ->check(CLI::NonNegativeNumber);
  verb.add_flag("--json", arguments->json, "Print JSON");
  verb.footer(kFooter);
  verb.callback([arguments] {
    if (arguments->network.empty()) arguments->network = usualNetwork(arguments->checkpointOrRun);
    predictPictures(*arguments);
  });
}

}  // namespace macadam
