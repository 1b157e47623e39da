#pragma once

#include "base/random.h"
#include "spec/run_spec.h"
#include "train/events.h"
#include "train/training_data.h"

#include <torch/torch.h>

#include <string>
#include <vector>

namespace macadam {

/// One 32×32 tile: a bright straight band of road on dark, noisy ground. Keyed by `key` alone.
inline EvaluationTile tinyTile(std::uint64_t key) {
  RandomStream random(key, "tiny tile");
  const auto start = static_cast<std::int64_t>(random.below(24));
  torch::Tensor label = torch::zeros({32, 32}, torch::kUInt8);
  label.slice(1, start, start + 8).fill_(1);
  if (random.chance(0.5)) label = label.t().contiguous();
  torch::Tensor image = torch::empty({3, 32, 32});
  float* values = image.data_ptr<float>();
  for (std::int64_t i = 0; i < image.numel(); ++i) values[i] = static_cast<float>(random.uniform(-1.0, 0.5));
  image += 1.2 * label.to(torch::kFloat);
  return {"tile " + std::to_string(key), image, label};
}

class TinyTiles : public EvaluationTiles {
 public:
  TinyTiles(std::uint64_t first, std::int64_t count) : first_(first), count_(count) {}
  std::int64_t count() const override { return count_; }
  std::string id(std::int64_t index) const override { return tile(index, 0).id; }
  EvaluationTile tile(std::int64_t index) override { return tile(index, 0); }

 private:
  EvaluationTile tile(std::int64_t index, int) const { return tinyTile(first_ + static_cast<std::uint64_t>(index)); }

  std::uint64_t first_;
  std::int64_t count_;
};

/// Batches of two labelled and two unlabelled tiny tiles.
class TinyStream : public BatchStream {
 public:
  void start(const std::string& stream, std::int64_t iteration, BatchContents contents) override {
    stream_ = stream;
    iteration_ = iteration;
    contents_ = contents;
  }

  StepBatch next() override {
    const auto key = [this](int index) {
      return streamKey(1, stream_, {static_cast<std::uint64_t>(iteration_), static_cast<std::uint64_t>(index)});
    };
    const EvaluationTile a = tinyTile(key(0) % 8), b = tinyTile(key(1) % 8);
    StepBatch batch{.labelledImages = torch::stack({a.image, b.image}),
                    .labels = torch::stack({a.label, b.label}).to(torch::kLong)};
    if (contents_ == BatchContents::LabelledAndUnlabelled) {
      const EvaluationTile c = tinyTile(100 + key(2) % 32), d = tinyTile(100 + key(3) % 32);
      batch.unlabelledImages = torch::stack({c.image, d.image});
      batch.hiddenLabels = torch::stack({c.label, d.label}).to(torch::kLong);
    }
    if (iteration_ == poisonAt) batch.labelledImages.fill_(std::numeric_limits<float>::quiet_NaN());
    ++iteration_;
    return batch;
  }

  std::int64_t poisonAt = -1;  ///< The iteration whose images are NaN.

 private:
  std::string stream_;
  std::int64_t iteration_ = 0;
  BatchContents contents_ = BatchContents::Labelled;
};

/// Training data of the tiny world, with its owners.
struct TinyWorld {
  TinyStream stream;
  TinyTiles validation{1000, 4};
  TinyTiles test{2000, 4};
  TrainingData data() { return {stream, validation, test}; }
};

/// Keeps every event; asks for a stop after `stopAfter` steps.
class RecordingSink : public EventSink {
 public:
  void post(Event event) override {
    if (const auto* step = std::get_if<StepDone>(&event); step != nullptr && step->iteration == stopAfter) {
      stop.request_stop();
    }
    events.push_back(std::move(event));
  }

  template <typename T>
  std::vector<T> all() const {
    std::vector<T> found;
    for (const Event& event : events) {
      if (const T* match = std::get_if<T>(&event)) found.push_back(*match);
    }
    return found;
  }

  std::vector<Event> events;
  std::int64_t stopAfter = -1;
  std::stop_source stop;
};

/// A spec small enough to train in a second: ResNet-18 and VGG-16 at an eighth of their width.
inline RunSpec tinySpec(MethodSpec method) {
  RunSpec spec;
  spec.device.kind = DeviceKind::Cpu;
  spec.threads = 1;
  spec.networks.student = NetworkSpec{.encoder = Encoder::ResNet18, .width = 0.125};
  spec.networks.of(Role::Teacher1) = NetworkSpec{.encoder = Encoder::ResNet34, .width = 0.125};
  spec.networks.of(Role::Teacher2) = NetworkSpec{.decoder = Decoder::SegNet, .encoder = Encoder::Vgg16, .width = 0.125};
  spec.method = std::move(method);
  spec.schedule.labelledBatch = spec.schedule.unlabelledBatch = 2;
  spec.schedule.learningRate = 0.05;
  spec.schedule.evaluateEvery = 10;
  spec.schedule.checkpointEvery = 5;
  spec.schedule.previewEvery = 10;
  return spec;
}

}  // namespace macadam
