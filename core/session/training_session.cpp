#include "session/training_session.h"

#include "base/error.h"
#include "data/batch_source.h"
#include "data/split.h"
#include "image/image_store.h"
#include "nn/compat.h"
#include "nn/safetensors.h"
#include "runs/metrics_log.h"
#include "runs/provenance.h"
#include "runs/run_log.h"
#include "session/prepared_data.h"
#include "spec/validate.h"
#include "train/checkpoint.h"
#include "train/device.h"
#include "train/trainer.h"

#include <torch/torch.h>

#include <utility>

namespace macadam {
namespace {

constexpr std::size_t kBytesPerMegabyte = 1024 * 1024;

/// Posts each event to the run's own files, then to the listener.
class LoggedSink : public EventSink {
 public:
  LoggedSink(MetricsLog& metrics, RunLog& log, EventSink& listener)
      : metrics_(metrics), log_(log), listener_(listener) {}
  void post(Event event) override {
    metrics_.post(event);
    log_.post(event);
    listener_.post(std::move(event));
  }

 private:
  MetricsLog& metrics_;
  RunLog& log_;
  EventSink& listener_;
};

/// A resumed run keeps the split that it started with, also when the data set has grown since.
PreparedData prepareFor(const RunSpec& spec, const RunFolder& run) {
  RunSpec pinned = spec;
  if (std::filesystem::exists(run.split())) pinned.split.file = run.split().string();
  PreparedData data = prepareData(pinned);
  if (pinned.split.file != run.split().string()) saveSplit(data.split, run.split());
  return data;
}

void refuseEmptyLists(const RunSpec& spec, const Split& split) {
  std::vector<Problem> problems;
  const std::string where = "split " + split.name;
  if (split.labelled.empty()) problems.push_back({where, "has no labelled tiles", "label some, or draw another split"});
  if (split.unlabelled.empty() && !std::holds_alternative<SupervisedSpec>(spec.method)) {
    problems.push_back({where, "has no unlabelled tiles, which the method learns from",
                        "move some to unlabelled, or train with method.kind = \"supervised\""});
  }
  if (!problems.empty()) throw Error(problems);
}

void writeProvenance(const RunSpec& spec, const RunFolder& run, const PreparedData& data) {
  Provenance provenance = provenanceHere();
  provenance.libTorch = torchVersion();
  provenance.device = describe(resolveDevice(spec.device));
  provenance.splitHash = data.split.hash();
  provenance.dataFingerprint = dataFingerprint(data.dataset);
  provenance.seed = spec.seed;
  saveProvenance(provenance, run.provenance());
}

std::string messageOf(const std::exception& error, const RunSpec& spec) {
  if (!isOutOfMemory(error)) return error.what();
  return "memory ran out with " + std::to_string(spec.schedule.labelledBatch) + " + " +
         std::to_string(spec.schedule.unlabelledBatch) + " tiles of " + std::to_string(spec.data.tileSize) +
         " pixels; take a smaller schedule.labelled_batch, data.tile_size or network width, then resume: the last "
         "checkpoint is intact";
}

}  // namespace

TrainingSession::TrainingSession(RunSpec spec, RunFolder run) : spec_(std::move(spec)), run_(std::move(run)) {}

RunFinished TrainingSession::run(const std::stop_token& stop, PauseGate& gate, EventSink& sink) noexcept {
  RunFinished finished{.ending = Ending::Failed};
  try {
    const RunLock lock(run_);
    if (std::filesystem::exists(run_.lastCheckpoint())) {
      const TensorFile header{.metadata = readSafetensorsMetadata(run_.lastCheckpoint())};
      finished.iteration = positionOf(header, run_.lastCheckpoint().string()).iteration;
    }
    truncateAfter(run_.metrics(), finished.iteration);
    MetricsLog metrics(run_.metrics(), run_.previews());
    RunLog log(run_.log());
    LoggedSink logged(metrics, log, sink);
    try {
      finished = trainFromData(stop, gate, logged);
      if (const std::optional<Problem> failure = metrics.failure()) throw Error({*failure});
    } catch (const std::exception& error) {
      finished.ending = Ending::Failed;
      finished.message = messageOf(error, spec_);
    }
    logged.post(finished);
  } catch (const std::exception& error) {  // the run folder itself cannot be used
    finished.message = error.what();
    sink.post(finished);
  }
  return finished;
}

RunFinished TrainingSession::trainFromData(const std::stop_token& stop, PauseGate& gate, EventSink& sink) {
  if (const std::vector<Problem> problems = validate(spec_); !problems.empty()) throw Error(problems);
  const PreparedData data = prepareFor(spec_, run_);
  refuseEmptyLists(spec_, data.split);
  writeProvenance(spec_, run_, data);
  for (const Problem& problem : data.dataset.problems) sink.post(Warning{describe(problem)});

  ImageStore images(static_cast<std::size_t>(spec_.data.cacheMegabytes) * kBytesPerMegabyte);
  BatchSource batches(samplesOf(data.dataset, data.split.labelled), samplesOf(data.dataset, data.split.unlabelled),
                      spec_, images);
  EvaluationSource validation(samplesOf(data.dataset, data.split.validation), images);
  EvaluationSource test(samplesOf(data.dataset, data.split.test), images);
  TrainingData trainingData{batches, validation, test};
  return train(spec_, run_.checkpoints(), trainingData, sink, stop, gate);
}

}  // namespace macadam
