#include "ui/compare/prediction_cache.h"

#include "base/atomic_file.h"

#include <opencv2/imgcodecs.hpp>

#include <QCryptographicHash>
#include <array>
#include <system_error>
#include <vector>

namespace macadam {
namespace {

namespace fs = std::filesystem;

class Fingerprint {
 public:
  void add(const std::string& text) {
    hash_.addData(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
    hash_.addData(QByteArrayView("\0", 1));
  }
  /// A file's size and time; nothing where it is not there.
  bool addStamp(const fs::path& file) {
    std::error_code missing;
    const auto bytes = fs::file_size(file, missing);
    const auto time = fs::last_write_time(file, missing);
    if (missing) return false;
    add(file.filename().string());
    add(std::to_string(bytes));
    add(std::to_string(time.time_since_epoch().count()));
    return true;
  }
  std::string text() const { return hash_.result().toHex().left(32).toStdString(); }

 private:
  QCryptographicHash hash_{QCryptographicHash::Sha256};
};

/// The files that `network` may be read from: while a run goes on only its last checkpoint changes often, which is
/// looked at where there is no better one. @returns whether there is any.
bool addCheckpoint(Fingerprint& fingerprint, const NetworkSource& network) {
  std::error_code ignored;
  const fs::path checkpoints = network.run / "checkpoints";
  bool found = false;
  if (!fs::is_directory(network.run, ignored)) {
    found = fingerprint.addStamp(network.run);
  } else if (network.checkpoint == CheckpointChoice::Best) {
    found = fingerprint.addStamp(checkpoints / "best.safetensors");
    found = fingerprint.addStamp(checkpoints / "teachers.safetensors") || found;
  }
  return found || fingerprint.addStamp(checkpoints / "last.safetensors");
}

/// Another one where equal checkpoints and pictures come to give other predictions.
constexpr const char* kForm = "pictures padded, without data apart, seen by windows, opened ones read by themselves";

}  // namespace

std::string cacheFolderOf(const fs::path& run) {
  return (run.has_filename() ? run : run.parent_path()).filename().string();
}

fs::path predictionFile(const NetworkSource& network, const Sample& sample) {
  Fingerprint ofNetwork;
  ofNetwork.add(kForm);
  ofNetwork.add(network.network);
  if (!addCheckpoint(ofNetwork, network)) {
    throw Error(network.run.string(), "holds no checkpoint", "train the run, or choose another source");
  }
  Fingerprint ofPicture;
  ofPicture.add(sample.id);
  ofPicture.addStamp(sample.image);
  return fs::path(cacheFolderOf(network.run)) / ofNetwork.text() / (ofPicture.text() + ".png");
}

std::string checkpointStamp(const CompareSource& source) {
  Fingerprint fingerprint;
  for (const NetworkSource& network : source.networks) addCheckpoint(fingerprint, network);
  return fingerprint.text();
}

PredictionCache::PredictionCache(fs::path folder, const CacheBudget& budget)
    : folder_(std::move(folder)), budget_(budget.memory), files_(folder_, budget.disk) {}

std::optional<cv::Mat> PredictionCache::find(const fs::path& file) {
  const std::string key = file.string();
  if (const auto entry = entries_.find(key); entry != entries_.end()) {
    uses_.splice(uses_.begin(), uses_, entry->second.use);
    files_.use(file);
    return entry->second.probability;
  }
  std::error_code ignored;
  if (!fs::exists(folder_ / file, ignored)) return std::nullopt;
  const cv::Mat probability = cv::imread((folder_ / file).string(), cv::IMREAD_UNCHANGED);
  if (probability.type() != CV_16UC1) return std::nullopt;
  remember(key, probability);
  files_.use(file);
  return probability;
}

void PredictionCache::keep(const fs::path& file, const cv::Mat& probability) {
  remember(file.string(), probability);
  std::vector<uchar> bytes;
  cv::imencode(".png", probability, bytes, {cv::IMWRITE_PNG_COMPRESSION, 1});
  std::error_code failure;
  fs::create_directories((folder_ / file).parent_path(), failure);
  AtomicFile target(folder_ / file);
  target.write(bytes.data(), bytes.size());
  target.commit();
  files_.use(file);
}

void PredictionCache::remember(const std::string& key, const cv::Mat& probability) {
  if (const auto old = entries_.find(key); old != entries_.end()) {
    bytes_ -= old->second.probability.total() * old->second.probability.elemSize();
    uses_.erase(old->second.use);
    entries_.erase(old);
  }
  uses_.push_front(key);
  entries_.emplace(key, Entry{probability, uses_.begin()});
  bytes_ += probability.total() * probability.elemSize();
  while (bytes_ > budget_ && uses_.size() > 1) {
    const auto oldest = entries_.find(uses_.back());
    bytes_ -= oldest->second.probability.total() * oldest->second.probability.elemSize();
    entries_.erase(oldest);
    uses_.pop_back();
  }
}

}  // namespace macadam
