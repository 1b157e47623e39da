#include "session/loading_timing.h"

#include "data/batch_source.h"
#include "data/demo_world.h"
#include "image/image_store.h"
#include "session/prepared_data.h"
#include "train/device.h"
#include "train/step_timing.h"

#include <torch/torch.h>

#include <chrono>
#include <filesystem>

namespace macadam {
namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// A demo data set that goes with its owner.
class TemporaryDemoData {
 public:
  explicit TemporaryDemoData(int tileSize)
      : folder_(std::filesystem::temp_directory_path() /
                ("macadam-bench-" + std::to_string(Clock::now().time_since_epoch().count()))) {
    writeDemoDataset(folder_, {.trainTiles = 32, .validationTiles = 4, .testTiles = 4, .tileSize = tileSize});
  }
  ~TemporaryDemoData() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  TemporaryDemoData(const TemporaryDemoData&) = delete;
  TemporaryDemoData& operator=(const TemporaryDemoData&) = delete;

  std::string path() const { return folder_.string(); }

 private:
  std::filesystem::path folder_;
};

}  // namespace

LoadingTiming timeLoading(const RunSpec& asked, int steps) {
  const TemporaryDemoData demo(asked.data.tileSize);
  RunSpec spec = asked;
  spec.data.path = demo.path();
  spec.split = {};
  const PreparedData data = prepareData(spec);
  ImageStore images(std::size_t{256} << 20);
  BatchSource batches(samplesOf(data.dataset, data.split.labelled), samplesOf(data.dataset, data.split.unlabelled),
                      spec, images);
  const int tilesPerBatch = spec.schedule.labelledBatch + spec.schedule.unlabelledBatch;

  LoadingTiming timing{.steps = steps};
  batches.start("bench", 0, BatchContents::LabelledAndUnlabelled);
  const Clock::time_point start = Clock::now();
  const int deliveries = std::max(steps, 50);
  for (int i = 0; i < deliveries; ++i) batches.next();
  timing.tilesPerSecond = deliveries * tilesPerBatch / secondsSince(start);

  StepTimer timer(spec);
  batches.start("bench", 0, BatchContents::LabelledAndUnlabelled);
  double waiting = 0.0, total = 0.0;
  for (int i = 0; i <= steps; ++i) {
    const Clock::time_point stepStart = Clock::now();
    const StepBatch batch = batches.next();
    const double waited = secondsSince(stepStart);
    timer.train(batch);
    if (i == 0) continue;  // the first step builds what later ones reuse
    waiting += waited;
    total += secondsSince(stepStart);
  }
  timing.waitingShare = waiting / total;
  return timing;
}

}  // namespace macadam
