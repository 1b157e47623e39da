#include "session/training_session.h"

#include "base/error.h"
#include "data/batch_source.h"
#include "data/split.h"
#include "image/image_store.h"
#include "nn/compat.h"
#include "predict/predictor.h"
#include "runs/metrics_log.h"
#include "runs/provenance.h"
#include "runs/run_summary.h"
#include "session/given_student.h"
#include "session/given_teachers.h"
#include "session/prepared_data.h"
#include "session/run_files.h"
#include "spec/run_spec_toml.h"
#include "spec/validate.h"
#include "train/device.h"
#include "train/last_checkpoint.h"
#include "train/phase_plan.h"
#include "train/pixels_entry.h"
#include "train/trainer.h"

#include <torch/torch.h>

#include <chrono>
#include <optional>
#include <utility>

namespace macadam {
namespace {

constexpr std::size_t kBytesPerMegabyte = 1024 * 1024;

using Clock = std::chrono::steady_clock;

/// Posts each event to the run's own files, then to the listener. The first event that cannot be written asks the
/// training to stop: what is not recorded should not go on for hours.
class LoggedSink : public EventSink {
 public:
  LoggedSink(MetricsLog& metrics, RunFiles& files, EventSink& listener, const std::stop_token& stop)
      : metrics_(metrics), files_(files), listener_(listener), callersStop_(stop, StopToo{stop_}) {}
  void post(Event event) override {
    if (const auto* step = std::get_if<StepDone>(&event)) lastIteration_ = step->iteration;
    if (std::holds_alternative<Evaluating>(event)) return listener_.post(std::move(event));
    const bool isSaved = std::holds_alternative<CheckpointSaved>(event);
    metrics_.post(event);
    if (metrics_.failure()) stop_.request_stop();
    files_.log().post(event);
    listener_.post(std::move(event));
    if (!isSaved) return;
    for (std::string& note : files_.restore()) post(Warning{std::move(note)});
  }

  /// Asked for by the caller, or by a failure to write.
  std::stop_token stop() const { return stop_.get_token(); }
  /// Of the steps made in this session.
  std::optional<std::int64_t> lastIteration() const { return lastIteration_; }

 private:
  struct StopToo {
    std::stop_source source;
    void operator()() { source.request_stop(); }
  };

  MetricsLog& metrics_;
  RunFiles& files_;
  EventSink& listener_;
  std::optional<std::int64_t> lastIteration_;
  std::stop_source stop_;
  std::stop_callback<StopToo> callersStop_;
};

/// Empty when there is nothing of the run yet. @throws Error when no checkpoint of it is sound.
std::optional<LastCheckpoint> lastCheckpointOf(const RunSpec& spec, const RunFolder& run) {
  return readLastCheckpoint(run.checkpoints(), planPhases(spec, run.checkpoints().string()));
}

/// A run keeps the split that it was given or started with, also when the data set has grown since.
PreparedData prepareFor(const RunSpec& spec, const RunFolder& run, bool isBegun) {
  RunSpec pinned = spec;
  if (std::filesystem::exists(run.split())) pinned.split.file = run.split().string();
  PreparedData data = prepareData(pinned);
  if (pinned.split.file == run.split().string()) return data;
  if (isBegun && std::filesystem::exists(run.provenance())) {
    const std::string begun = loadProvenance(run.provenance()).splitHash;
    if (!begun.empty() && begun != data.split.hash()) {
      throw Error(run.split().string(), "has gone, and the split that is drawn now is another one",
                  "restore it from a copy, or train a new run");
    }
  }
  saveSplit(data.split, run.split());
  return data;
}

/// A run may be gone on with under other settings (checkResumeChanges), and the inputs of a suite may have moved.
void keepSpec(const RunSpec& spec, const RunFolder& run) {
  if (loadRunSpec(run.spec()) != spec) saveRunSpec(spec, run.spec());
}

/// What the masks were taken to mean is kept among the settings, whoever decided it.
void keepMaskRule(RunSpec& spec, const MaskMeaning& masks) {
  if (spec.data.maskValues.empty() && !masks.sentence.empty()) spec.data.maskValues = toText(masks.values);
}

/// How a begun run began, where that is recorded.
std::optional<Provenance> beginningOf(const RunFolder& run, bool isBegun) {
  if (!isBegun || !std::filesystem::exists(run.provenance())) return std::nullopt;
  return loadProvenance(run.provenance());
}

/// Given teachers are to be those that the run last learned from, wherever they lie. Returns what to say about it.
/// @throws Error where they are others and that is not accepted.
std::string compareTeachers(const std::string& now, const std::optional<Provenance>& begun, ChangedData changed) {
  if (!begun || teachersOf(*begun).empty() || teachersOf(*begun) == now) return {};
  if (changed == ChangedData::Accepted) return "goes on with other teachers than it last learned from";
  throw Error("method.teachers_from", "names other teachers than this run last learned from",
              "restore them, name where they were moved to by --set method.teachers_from=RUN, or go on with these by "
              "--accept-changed-data");
}

/// The record of how a run began stays; each time it is gone on with is added.
void keepProvenance(const RunSpec& spec, const RunFolder& run, std::optional<Provenance> begun,
                    const PreparedData& data, const DataRecord& record, const std::string& teachers,
                    const torch::Device& device) {
  Provenance here = provenanceHere();
  here.libTorch = torchVersion();
  here.device = describe(device);
  if (begun) {
    begun->resumed.push_back({.startedAt = here.startedAt,
                              .host = here.host,
                              .device = here.device,
                              .libTorch = here.libTorch,
                              .dataFingerprint = record.hasChanged ? fingerprintOf(record.files) : "",
                              .teachers = teachers == teachersOf(*begun) ? "" : teachers});
    saveProvenance(*begun, run.provenance());
  } else {
    here.splitHash = data.split.hash();
    here.dataFingerprint = fingerprintOf(record.files);
    here.teachers = teachers;
    here.seed = spec.seed;
    here.threads = at::get_num_threads();
    saveProvenance(here, run.provenance());
  }
  saveDataFiles(record.files, run.dataFiles());
}

/// As many threads as the run began with, for rounding depends on them.
int threadsFor(const RunSpec& spec, const std::optional<Provenance>& begun) {
  return spec.threads == 0 && begun ? begun->threads : spec.threads;
}

/// What the run's files lack of what was trained, to be told when it goes on from `iteration`; empty as a rule.
std::string missingText(const RunFolder& run, std::int64_t iteration, std::int64_t lastKept) {
  if (iteration <= lastKept) return {};
  return run.metrics().string() + " ends at iteration " + std::to_string(lastKept) +
         ", before the checkpoint at iteration " + std::to_string(iteration) +
         ": what lies between is in no curve or score";
}

/// Of a checkpoint that the run's log tells of and that has gone; empty as a rule.
std::string lostCheckpointText(const RunFolder& run, const TrainingPosition& position) {
  const std::int64_t saved = summarise(run).savedIterations;
  if (position.iteration > 0 || saved == 0) return {};
  return run.lastCheckpoint().string() + ", which was saved at iteration " + std::to_string(saved) +
         ", has gone: the run begins again";
}

/// A run that has begun reads its pictures as it did then.
void readAsBegun(PreparedData& data, const std::optional<LastCheckpoint>& former, EventSink& sink) {
  if (former) {
    const PixelReading begun = readingFromText(pixelsIn(former->contents)).value_or(PixelReading{});
    const std::string note = readAsTrained(data.dataset, begun);
    if (!note.empty()) sink.post(Warning{note});
  } else if (data.dataset.pixels.deepPictures > 0) {
    sink.post(Warning{describe(data.dataset.pixels)});
  }
}

/// Teachers from elsewhere see the pictures as this run reads them.
void compareWithTeachers(const RunSpec& spec, const Dataset& dataset, EventSink& sink) {
  const auto* sslkd = std::get_if<SslkdSpec>(&spec.method);
  if (sslkd == nullptr || sslkd->teachersFrom.empty() || dataset.samples.empty()) return;
  const PixelReading teachers = trainedReading(sslkd->teachersFrom, toString(sslkd->teachers.first));
  const PixelReading& here = dataset.samples.front().pixels;
  const bool areAlike = dataset.pixels.deepPictures == 0 ? teachers.bands == here.bands : teachers == here;
  if (areAlike) return;
  sink.post(Warning{"the teachers of " + sslkd->teachersFrom + " were trained on pictures read as " + toText(teachers) +
                    ", this run reads them as " + toText(here)});
}

/// So does a student that begins with the weights of another.
void compareWithStudent(const RunSpec& spec, const Dataset& dataset, EventSink& sink) {
  if (!takesGivenStudent(spec) || dataset.samples.empty()) return;
  const PixelReading before = trainedReading(spec.networks.studentFrom, toString(Role::Student));
  const PixelReading& here = dataset.samples.front().pixels;
  const bool areAlike = dataset.pixels.deepPictures == 0 ? before.bands == here.bands : before == here;
  if (areAlike) return;
  sink.post(Warning{"the student of " + spec.networks.studentFrom + " was trained on pictures read as " +
                    toText(before) + ", this run reads them as " + toText(here)});
}

/// As its checkpoints keep it.
std::string pixelsOf(const PreparedData& data) {
  return data.dataset.samples.empty() ? "" : toText(data.dataset.samples.front().pixels);
}

std::string messageOf(const std::exception& error, const RunSpec& spec) {
  if (isOutOfMemory(error)) {
    return "memory ran out with " + std::to_string(spec.schedule.labelledBatch) + " + " +
           std::to_string(spec.schedule.unlabelledBatch) + " tiles of " + std::to_string(spec.data.tileSize) +
           " pixels; take a smaller schedule.labelled_batch or schedule.unlabelled_batch, or train a new run with a "
           "smaller data.tile_size";
  }
  const auto* torchError = dynamic_cast<const c10::Error*>(&error);
  return torchError != nullptr ? torchError->what_without_backtrace() : error.what();
}

}  // namespace

struct TrainingSession::Prepared {
  torch::Device device;
  PreparedData data;
  DataRecord record;
  std::string teachers;      ///< contentsOfTeachers
  std::string teachersNote;  ///< Empty as a rule.
  bool isBegun = false;
  std::optional<LastCheckpoint> former;  ///< Which the run goes on from, where there is one.
};

TrainingSession::TrainingSession(RunSpec spec, RunFolder run, ChangedData changed)
    : spec_(std::move(spec)), run_(std::move(run)), changed_(changed) {}

TrainingSession::TrainingSession(RunSpec spec, RunFolder run, std::unique_ptr<RunLock> lock)
    : spec_(std::move(spec)), run_(std::move(run)), lock_(std::move(lock)) {}

RunFinished TrainingSession::run(const std::stop_token& stop, PauseGate& gate, EventSink& sink) noexcept {
  RunFinished finished{.ending = Ending::Failed};
  const Clock::time_point started = Clock::now();
  try {
    RunFiles files(spec_, run_, lock_ ? std::move(lock_) : std::make_unique<RunLock>(run_));
    std::optional<LastCheckpoint> former = lastCheckpointOf(spec_, run_);
    const TrainingPosition before = former ? former->position : TrainingPosition{};
    finished.iteration = before.iteration;
    finished.seconds = before.seconds;
    std::optional<Prepared> prepared;
    if (before.iteration > 0) prepared = prepare(true);  // where that fails, the run stays as it was
    const std::string lost = lostCheckpointText(run_, before);
    const std::int64_t lastKept = truncateAfter(run_.metrics(), before.iteration);
    MetricsLog metrics(run_.metrics(), run_.previews());
    files.openLog();
    LoggedSink logged(metrics, files, sink, stop);
    try {
      for (const std::string& note : {lost, missingText(run_, before.iteration, lastKept)}) {
        if (!note.empty()) logged.post(Warning{note});
      }
      if (!prepared) prepared = prepare(false);
      prepared->former = std::move(former);
      finished = trainOn(*prepared, logged.stop(), gate, logged);
      if (const std::optional<Problem> failure = metrics.failure()) throw Error({*failure});
    } catch (const std::exception& error) {
      const std::optional<Problem> unwritten = metrics.failure();
      finished = {.ending = Ending::Failed,
                  .iteration = logged.lastIteration().value_or(before.iteration),
                  .message = unwritten ? describe(*unwritten) : messageOf(error, spec_),
                  .seconds = before.seconds + std::chrono::duration<double>(Clock::now() - started).count()};
    }
    logged.post(finished);
  } catch (const std::exception& error) {  // the run cannot go on, or its folder cannot be used
    finished.message = messageOf(error, spec_);
    sink.post(finished);
  }
  return finished;
}

TrainingSession::Prepared TrainingSession::prepare(bool isBegun) {
  if (const std::vector<Problem> problems = validate(spec_); !problems.empty()) throw Error(problems);
  withGivenTeachers(spec_);  // throws where they do not fit
  if (!isBegun) refuseOtherStudent(spec_);
  const std::string teachers = contentsOfTeachers(spec_);
  const std::string teachersNote = compareTeachers(teachers, beginningOf(run_, isBegun), changed_);
  const torch::Device device = resolveDevice(spec_.device);
  refusedItsData_ = true;
  PreparedData data = prepareFor(spec_, run_, isBegun);
  DataRecord record = recordData(data.dataset, run_, isBegun, changed_, spec_.data.decodeWorkers);
  refusedItsData_ = false;
  return {.device = device,
          .data = std::move(data),
          .record = std::move(record),
          .teachers = teachers,
          .teachersNote = teachersNote,
          .isBegun = isBegun};
}

RunFinished TrainingSession::trainOn(Prepared& prepared, const std::stop_token& stop, PauseGate& gate,
                                     EventSink& sink) {
  PreparedData& data = prepared.data;
  std::optional<Provenance> begun = beginningOf(run_, prepared.isBegun);
  keepMaskRule(spec_, data.dataset.masks);
  RunSpec spec = spec_;
  spec.threads = threadsFor(spec_, begun);
  prepareThread(prepared.device, spec.threads);
  keepSpec(spec_, run_);
  keepProvenance(spec_, run_, std::move(begun), data, prepared.record, prepared.teachers, prepared.device);
  for (const std::string& note : {prepared.teachersNote, prepared.record.note}) {
    if (!note.empty()) sink.post(Warning{note});
  }
  if (!data.dataset.masks.sentence.empty()) sink.post(Note{data.dataset.masks.sentence});
  for (const Problem& problem : data.dataset.problems) sink.post(Warning{describe(problem)});
  for (const Problem& remark : data.dataset.pixels.remarks) sink.post(Warning{describe(remark)});
  readAsBegun(data, prepared.former, sink);
  compareWithTeachers(spec_, data.dataset, sink);
  if (!prepared.isBegun) compareWithStudent(spec_, data.dataset, sink);
  if (const std::string note = sharedScenesNote(data.split, data.dataset); !note.empty()) sink.post(Warning{note});
  if (data.split.groupedByScene && showsOneScene(data.dataset)) {
    sink.post(Warning{"all tiles show one scene, which is kept together; split.group_by_scene = false divides it"});
  }

  ImageStore images(static_cast<std::size_t>(spec_.data.cacheMegabytes) * kBytesPerMegabyte);
  BatchSource batches(samplesOf(data.dataset, data.split.labelled), samplesOf(data.dataset, data.split.unlabelled),
                      spec_, images);
  EvaluationSource validation(samplesOf(data.dataset, data.split.validation), images);
  EvaluationSource test(samplesOf(data.dataset, data.split.test), images);
  TrainingData trainingData{batches, validation, test, pixelsOf(data)};
  return train(spec, run_.checkpoints(), std::move(prepared.former), trainingData, sink, stop, gate);
}

std::optional<SoundCheckpoint> soundCheckpoint(const RunSpec& spec, const RunFolder& run) {
  try {
    const auto last = lastCheckpointOf(spec, run);
    if (!last) return std::nullopt;
    return SoundCheckpoint{last->position.iteration, last->isNewest()};
  } catch (const Error&) {
    return std::nullopt;
  }
}

}  // namespace macadam
