#include "session/run_difference.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "base/number_text.h"
#include "data/json_format.h"
#include "data/split.h"
#include "image/file_version.h"
#include "image/image_store.h"
#include "image/opencv_threads.h"
#include "runs/known_content.h"

#include <nlohmann/json.hpp>
#include <opencv2/core.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <utility>

namespace macadam {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr double kThreshold = 0.5;

/// What the files hold from which the best weights of a run's networks are read.
std::string weightsOf(const RunFolder& run) {
  std::string contents;
  std::error_code ignored;
  for (const fs::path& file : {run.checkpoints() / "teachers.safetensors", run.bestCheckpoint()}) {
    if (fs::exists(file, ignored)) contents += knownContentOf(file) + ' ';
  }
  return contents.empty() ? knownContentOf(run.lastCheckpoint()) : contents;
}

/// All on which the counts of a tile depend beside the weights.
std::string aspectOf(const Sample& sample) {
  return stampOf(sample.image) + '|' + toText(sample.pixels) + '|' + knownContentOf(sample.mask) + '|' +
         toText(sample.maskRule.values);
}

constexpr JsonFormat kTileCountsFormat{"the counts of a run's tiles"};

/// What a run's folder keeps of all its networks; nothing where that cannot be read. @throws NewerFormat
Json keptIn(const fs::path& file) {
  std::ifstream stream(file);
  Json kept = Json::parse(stream, nullptr, false);
  if (!kept.is_object()) return Json::object();
  bringUpToDate(kept, kTileCountsFormat, file.string());
  return kept;
}

/// The counts that a run's folder keeps of one of its networks.
class KeptCounts {
 public:
  KeptCounts(const RunNetwork& network, CountKeeping keeping)
      : file_(network.run.path() / "tile_counts.json"), keeping_(keeping), network_(network.network) {
    try {
      own_ = keptIn(file_)[network_];
    } catch (const std::exception&) {  // of a later Macadam, whose file stays as it is
    }
    const std::string weights = weightsOf(network.run);
    const bool isOfThese = own_.is_object() && own_.contains("weights") && own_["weights"] == weights;
    if (!isOfThese) own_ = Json{{"weights", weights}};
    if (!own_["tiles"].is_object()) own_["tiles"] = Json::object();
  }

  std::optional<Confusion> find(const std::string& tile, const std::string& aspect) const {
    try {
      const Json& kept = own_.at("tiles").at(tile);
      if (kept.at("of").get<std::string>() != aspect) return std::nullopt;
      const auto counts = kept.at("counts").get<std::vector<std::int64_t>>();
      if (counts.size() != 4) return std::nullopt;
      return Confusion{counts[0], counts[1], counts[2], counts[3]};
    } catch (const Json::exception&) {
      return std::nullopt;
    }
  }

  void add(const std::string& tile, const std::string& aspect, const Confusion& counts) {
    const Json numbers{counts.truePositives, counts.falsePositives, counts.falseNegatives, counts.trueNegatives};
    own_["tiles"][tile] = Json{{"of", aspect}, {"counts", numbers}};
    isNew_ = true;
  }

  /// Beside what is kept of the run's other networks by now. What cannot be written costs the time of another
  /// prediction, nothing more.
  ~KeptCounts() {
    if (!isNew_ || keeping_ == CountKeeping::Forgotten) return;
    try {
      Json all = keptIn(file_);
      all[network_] = std::move(own_);
      stateVersion(all, kTileCountsFormat);
      writeTextAtomically(file_, all.dump(1, ' ', false, Json::error_handler_t::replace) + '\n');
    } catch (const std::exception&) {
    }
  }
  KeptCounts(const KeptCounts&) = delete;
  KeptCounts& operator=(const KeptCounts&) = delete;

 private:
  fs::path file_;
  CountKeeping keeping_;
  std::string network_;
  Json own_;
  bool isNew_ = false;
};

Confusion count(const cv::Mat& probability, const cv::Mat& labels) {
  cv::Mat road = probability > kThreshold;
  road.setTo(1, road);
  Confusion counts;
  for (int y = 0; y < labels.rows; ++y) counts += countPixels(road.ptr(y), labels.ptr(y), labels.cols);
  return counts;
}

class CountedNetwork {
 public:
  CountedNetwork(const RunNetwork& network, const Dataset& dataset, Engine& engine, CountKeeping keeping, int threads)
      : kept_(network, keeping),
        predictor_(engine.openPredictor(network.run.path(), network.network, {}, threads)),
        dataset_(dataset) {
    note_ = readAsTrained(dataset_, predictor_->reading());
  }

  Confusion on(const std::string& id) {
    const Sample& sample = *dataset_.find(id);
    const std::string aspect = aspectOf(sample);
    if (const auto known = kept_.find(id, aspect)) return *known;
    const Tile tile = decode(sample);
    const Confusion counts = count(predictor_->predict(tile.image), tile.mask);
    kept_.add(id, aspect, counts);
    return counts;
  }

  /// How the pictures are read otherwise than today; empty where they are not.
  const std::string& note() const { return note_; }

 private:
  KeptCounts kept_;
  std::unique_ptr<RoadPredictor> predictor_;
  Dataset dataset_;
  std::string note_;
};

/// A run that has learned from a tile looks better on it than it is.
std::string learnedNote(const RunFolder& run, const std::vector<std::string>& tiles) {
  try {
    const std::vector<std::string> labelled = loadSplit(run.split()).labelled;
    const auto learned =
        std::ranges::count_if(tiles, [&](const std::string& id) { return std::ranges::binary_search(labelled, id); });
    if (learned == 0) return {};
    return run.name() + " has learned from the labels of " + counted(static_cast<std::size_t>(learned), "tile") +
           " of these, which flatters it";
  } catch (const Error&) {
    return run.name() + " does not tell from which tiles it has learned";
  }
}

std::vector<std::string> labelledOf(const std::vector<std::string>& tiles, const Dataset& dataset) {
  std::vector<std::string> labelled;
  std::ranges::copy_if(tiles, std::back_inserter(labelled), [&](const std::string& id) {
    const Sample* sample = dataset.find(id);
    return sample != nullptr && sample->hasMask();
  });
  if (labelled.empty()) {
    throw Error("the validation tiles", "are none with masks", "put tiles with masks into validation on the Data page");
  }
  return labelled;
}

}  // namespace

RunDifference differenceOf(const RunNetwork& first, const RunNetwork& second, const Dataset& dataset,
                           const std::vector<std::string>& tiles, Engine& engine, CountKeeping keeping, int threads,
                           const ProgressCallback& progress) {
  refuseOpenMasks(dataset);
  keepOpenCvOnCallingThread();
  const std::vector<std::string> labelled = labelledOf(tiles, dataset);
  RunDifference result;
  CountedNetwork one(first, dataset, engine, keeping, threads), other(second, dataset, engine, keeping, threads);
  std::vector<PairedCounts> counts;
  std::vector<Problem> unreadable;
  for (std::size_t i = 0; i < labelled.size(); ++i) {
    if (progress) progress(i, labelled.size());
    try {
      counts.push_back({one.on(labelled[i]), other.on(labelled[i])});
      result.tiles.push_back(labelled[i]);
    } catch (const Error& error) {
      unreadable.push_back(error.problems().front());
    }
  }
  if (counts.empty()) throw Error(unreadable);
  if (progress) progress(labelled.size(), labelled.size());
  result.difference = pairedDifference(counts);
  const auto addNote = [&notes = result.notes](const std::string& note) {
    const bool isSaid = std::ranges::find(notes, note) != notes.end();
    if (!note.empty() && !isSaid) notes.push_back(note);
  };
  for (const RunFolder& run : {first.run, second.run}) addNote(learnedNote(run, labelled));
  for (const CountedNetwork* network : {&one, &other}) addNote(network->note());
  for (const Problem& problem : unreadable) addNote("left out: " + describe(problem));
  return result;
}

}  // namespace macadam
