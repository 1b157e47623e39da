#include "nn/encoders/encoder_file.h"
#include "predict/predictor.h"
#include "session/engine.h"
#include "session/given_teachers.h"
#include "session/training_session.h"
#include "train/device.h"
#include "train/step_timing.h"

#include <algorithm>
#include <fstream>
#include <malloc.h>
#include <string>
#include <utility>

/// Of the allocator jemalloc, where the program has it.
extern "C" [[gnu::weak]] int mallctl(const char* name, void* oldValue, size_t* oldSize, void* newValue, size_t newSize);

namespace macadam {
namespace {

/// Gives back to the system what allocators keep of freed memory for the next that needs it.
void releaseFreedMemory() {
  if (mallctl != nullptr) mallctl("arena.4096.purge", nullptr, nullptr, nullptr, 0);  // 4096 stands for all of them
  malloc_trim(0);
}

class LoadedPredictor : public RoadPredictor {
 public:
  LoadedPredictor(Predictor predictor, const PixelReading& reading, const TilingOptions& tiling)
      : predictor_(std::move(predictor)), reading_(reading), tiling_(tiling) {}
  cv::Mat predict(const cv::Mat& rgb) override { return predictor_.predict(rgb); }
  TilingOptions tiling() const override { return tiling_; }
  PixelReading reading() const override { return reading_; }
  std::string device() const override { return predictor_.device(); }

 private:
  Predictor predictor_;
  PixelReading reading_;
  TilingOptions tiling_;
};

/// How much more memory the process holds at its largest than at first, by Linux's own count; 0 where it keeps none.
class PeakMemory {
 public:
  PeakMemory() {
    releaseFreedMemory();
    std::ofstream peak("/proc/self/clear_refs");
    isKnown_ = static_cast<bool>(peak << "5" << std::flush);
    before_ = mebibytes("VmRSS:");
  }
  double growthMebibytes() const { return isKnown_ ? std::max(0.0, mebibytes("VmHWM:") - before_) : 0.0; }

 private:
  static double mebibytes(const std::string& key) {
    std::ifstream status("/proc/self/status");
    std::string word;
    double kibibytes = 0.0;
    while (status >> word) {
      if (word == key && status >> kibibytes) return kibibytes / 1024.0;
    }
    return 0.0;
  }

  bool isKnown_ = false;
  double before_ = 0.0;
};

class LocalEngine : public Engine {
 public:
  std::string description() const override {
    return "LibTorch " + torchVersion() + ", " + resolveDevice(DeviceSpec{}).str();
  }

  RunFinished train(const RunSpec& spec, const RunFolder& run, const std::stop_token& stop, PauseGate& gate,
                    EventSink& sink) noexcept override {
    return TrainingSession(spec, run).run(stop, gate, sink);
  }

  SuiteOutcome trainSuite(std::vector<SuiteRun> plan, const std::filesystem::path& runs, const std::stop_token& stop,
                          PauseGate& gate, SuiteListener& listener) override {
    return runSuite(std::move(plan), runs, stop, gate, listener);
  }

  std::unique_ptr<RoadPredictor> openPredictor(const std::filesystem::path& checkpointOrRun, const std::string& network,
                                               const DeviceSpec& device, int threads) override {
    Predictor predictor(checkpointOrRun, network, device, threads);
    const TilingOptions tiling = tilingFor(predictor.cropSide());
    return std::make_unique<LoadedPredictor>(std::move(predictor), trainedReading(checkpointOrRun, network), tiling);
  }

  Complexity complexity(const NetworkSpec& network, int size) override { return macadam::complexity(network, size); }

  WeightsReport inspectWeights(const std::filesystem::path& weights) override {
    return macadam::inspectWeights(weights);
  }

  StepEstimate estimateStep(const RunSpec& spec) override {
    constexpr int kWarmUpSteps = 1;
    constexpr int kSteps = 3;  // the shortest: what else the machine does is not the run's
    const PeakMemory memory;
    const StepTiming timing = timeTrainingStep(withGivenTeachers(spec), kWarmUpSteps, kSteps);
    // What a GPU's steps take lies in its own memory, of which the system says nothing.
    const bool isOnCpu = resolveDevice(spec.device).is_cpu();
    return {timing.device, timing.minimumSeconds, isOnCpu ? memory.growthMebibytes() : 0.0};
  }
};

}  // namespace

std::unique_ptr<Engine> makeEngine() {
  return std::make_unique<LocalEngine>();
}

}  // namespace macadam
