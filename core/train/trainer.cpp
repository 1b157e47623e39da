#include "train/trainer.h"

#include "base/random.h"
#include "nn/compat.h"
#include "nn/pretrained.h"
#include "nn/safetensors.h"
#include "spec/view_side.h"
#include "train/best_networks.h"
#include "train/checkpoint_format.h"
#include "train/device.h"
#include "train/evaluate.h"
#include "train/finite.h"
#include "train/learning_rate.h"
#include "train/phase_state.h"
#include "train/pixels_entry.h"
#include "train/preview.h"
#include "train/shared_cores.h"
#include "train/step.h"

#include <torch/torch.h>

#include <chrono>
#include <functional>
#include <optional>
#include <utility>

namespace macadam {
namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

constexpr std::int64_t kMeasurePseudoLabelsEvery = 10;

double totalOf(const std::vector<LossTerm>& terms) {
  double sum = 0.0;
  for (const LossTerm& term : terms) sum += term.weight * term.value;
  return sum;
}

/// One run: the plan, the position in it and the living phase.
class Trainer {
 public:
  Trainer(const RunSpec& spec, const std::filesystem::path& folder, std::optional<LastCheckpoint> from,
          TrainingData& data, EventSink& sink, const std::stop_token& stop, PauseGate& gate)
      : spec_(spec),
        folder_(folder),
        data_(data),
        sink_(sink),
        stop_(stop),
        gate_(gate),
        device_(resolveDevice(spec.device)),
        plan_(planPhases(spec, folder.string())),
        resumeFrom_(std::move(from)) {
    prepareThread(device_, spec.threads);
    std::filesystem::create_directories(folder_);
    if (resumeFrom_) position_ = resumeFrom_->position;
    secondsBefore_ = position_.seconds;
  }

  RunFinished run() {
    warnOfDamage();
    Ending ending = Ending::Completed;
    while (ending == Ending::Completed && position_.phase < std::ssize(plan_)) ending = runPhase();
    if (ending == Ending::Completed && !reportTest()) ending = Ending::Stopped;
    return {.ending = ending, .iteration = position_.iteration, .seconds = seconds()};
  }

 private:
  const Phase& phase() const { return plan_[static_cast<std::size_t>(position_.phase)]; }
  double secondsHere() const { return secondsSince(started_) - pausedSeconds_; }
  double seconds() const { return secondsBefore_ + secondsHere(); }

  void warnOfDamage() {
    if (!resumeFrom_ || resumeFrom_->isNewest()) return;
    formerLast_ = FormerLast::Replace;
    for (const Problem& problem : resumeFrom_->passedOver) sink_.post(Warning{describe(problem)});
    sink_.post(Warning{"the run goes on from " + resumeFrom_->file.string() + ", at iteration " +
                       std::to_string(position_.iteration)});
  }

  void waitWhilePaused() {
    if (!gate_.isPaused()) return;
    const Clock::time_point start = Clock::now();
    gate_.waitWhilePaused(stop_);
    pausedSeconds_ += secondsSince(start);
  }

  Ending runPhase() {
    state_.emplace(phase(), spec_, device_);
    if (position_.phaseIteration == 0) state_->loadGiven();
    frozenScores_.clear();
    // What had stopped gaining on the shorter course may gain on a longer one.
    if (phase().iterations() > position_.phaseLength) position_.evaluationsWithoutGain = 0;
    position_.phaseLength = phase().iterations();
    std::int64_t stageEnd = 0;
    for (const Stage& stage : phase().stages) {
      const std::int64_t stageStart = std::exchange(stageEnd, stageEnd + stage.iterations);
      if (position_.phaseIteration >= stageEnd && &stage != &phase().stages.back()) continue;
      enterStage(stage, stageStart);
      const std::optional<Ending> ending = runStage(stageEnd);
      if (ending) return *ending;
    }
    finishPhase();
    return Ending::Completed;
  }

  void enterStage(const Stage& stage, std::int64_t stageStart) {
    state_->enterStage(stage);
    if (resumeFrom_) load(*std::exchange(resumeFrom_, std::nullopt), stageStart);
    // A warm-up that had stopped gaining says nothing about the stage that it was for.
    if (position_.phaseIteration == stageStart) position_.evaluationsWithoutGain = 0;
    sink_.post(StageStarted{.name = stage.name,
                            .index = static_cast<int>(stageIndex(plan_, position_.phase, stage)),
                            .count = static_cast<int>(stageCount(plan_)),
                            .firstIteration = position_.iteration + stageStart - position_.phaseIteration + 1,
                            .iterations = stage.iterations,
                            .totalIterations = totalIterations(plan_),
                            .trained = namesOf(phase().trained, phase().averaged),
                            .frozen = namesOf(phase().frozen),
                            .evaluateEvery = data_.validation.count() > 0 ? spec_.schedule.evaluateEvery : 0});
    data_.batches.start(
        phase().name, position_.phaseIteration,
        state_->method().needsUnlabelled() ? BatchContents::LabelledAndUnlabelled : BatchContents::Labelled);
  }

  /// Where a phase or a stage begins there is nothing yet of what it alone trains.
  void load(const LastCheckpoint& from, std::int64_t stageStart) {
    const std::string source = from.file.string();
    if (position_.phaseIteration > 0) state_->loadNetworks(from.contents, source);
    if (position_.phaseIteration > stageStart) state_->loadAuxiliaries(from.contents, source);
  }

  /// Empty when the stage came to its end.
  std::optional<Ending> runStage(std::int64_t stageEnd) {
    for (;;) {
      waitWhilePaused();
      if (stop_.stop_requested()) return stopWith(Ending::Stopped);
      if (timeIsUp()) return stopWith(Ending::TimeLimit);
      if (position_.evaluationDue) {
        evaluate();
        if (position_.evaluationDue) continue;  // a stop request cut it short
      }
      if (isDue(spec_.schedule.checkpointEvery) && !isSaved_) saveLast();
      if (position_.phaseIteration >= stageEnd || hasStoppedGaining(stageEnd)) return std::nullopt;
      trainOneStep();
      const bool atEnd = position_.phaseIteration == phase().iterations();
      if (isDue(spec_.schedule.previewEvery) || (atEnd && spec_.schedule.previewEvery > 0)) preview();
      position_.evaluationDue = isDue(spec_.schedule.evaluateEvery) || atEnd;
    }
  }

  void trainOneStep() {
    const Clock::time_point start = Clock::now();
    const StepBatch batch = onDevice(data_.batches.next(), device_);
    const double waited = secondsSince(start);

    state_->seedStep(
        streamKey(spec_.seed, "step " + phase().name, {static_cast<std::uint64_t>(position_.phaseIteration)}));
    const double rate = learningRate(spec_.schedule, position_.phaseIteration, phase().iterations());
    const StepResult result =
        trainStep(*state_, batch, {position_.phaseIteration, phase().iterations()}, rate, device_);
    // Reading the losses waits for the device, so it comes last.
    std::vector<LossTerm> terms = finiteTerms(result.losses, position_.iteration + 1);
    ++position_.phaseIteration;
    ++position_.iteration;
    isSaved_ = false;

    StepDone done{.iteration = position_.iteration,
                  .terms = std::move(terms),
                  .learningRate = rate,
                  .waitSeconds = waited,
                  .images = static_cast<int>(batch.labelledImages.size(0) +
                                             (batch.unlabelledImages.defined() ? batch.unlabelledImages.size(0) : 0))};
    done.total = totalOf(done.terms);
    if (!result.pseudoLabels.sources.empty() && isDue(kMeasurePseudoLabelsEvery)) {
      done.pseudoLabels = measurePseudoLabels(result.pseudoLabels, batch);
    }
    done.stepSeconds = secondsSince(start);
    sink_.post(std::move(done));
    shareCores();
  }

  bool isDue(std::int64_t every) const { return every > 0 && position_.phaseIteration % every == 0; }
  bool timeIsUp() const {
    return spec_.schedule.timeLimitMinutes > 0.0 && secondsHere() > 60.0 * spec_.schedule.timeLimitMinutes;
  }
  /// Only a phase's last stage ends early: a warm-up is there for what follows it.
  bool hasStoppedGaining(std::int64_t stageEnd) const {
    return spec_.schedule.stopAfterNoGain > 0 && stageEnd == phase().iterations() &&
           position_.evaluationsWithoutGain >= spec_.schedule.stopAfterNoGain;
  }

  std::vector<NamedNetwork> allNetworks() {
    std::vector<NamedNetwork> networks = changingNetworks();
    for (const NamedNetwork& frozen : state_->method().frozenNetworks()) networks.push_back(frozen);
    return networks;
  }

  std::vector<NamedNetwork> changingNetworks() {
    std::vector<NamedNetwork> networks = state_->method().trainedNetworks();
    for (const NamedNetwork& averaged : state_->method().averagedNetworks()) networks.push_back(averaged);
    return networks;
  }

  void evaluate() {
    position_.evaluationDue = data_.validation.count() > 0;
    if (!position_.evaluationDue) return;
    const Clock::time_point start = Clock::now();
    std::vector<NetworkScore> scores = evaluateNetworks(networksToScore(), data_.validation, device_, viewSide_, stop_,
                                                        progressOf(EvaluatedOn::Validation));
    if (scores.empty()) return;
    position_.evaluationDue = false;
    isSaved_ = false;
    const bool best = judge(judgedIou(scores, phase().judgedBy));
    if (best) saveBest();
    completeWithFrozen(scores);
    sink_.post(Evaluated{.iteration = position_.iteration,
                         .subset = EvaluatedOn::Validation,
                         .scores = std::move(scores),
                         .sampleIds = idsOf(data_.validation),
                         .best = best,
                         .seconds = secondsSince(start)});
  }

  /// Whether these are the best weights so far: of equal ones the later, and before the first score the newest.
  bool judge(std::optional<double> iou) {
    const bool gained = iou && (!position_.bestIou || *iou > *position_.bestIou);
    position_.evaluationsWithoutGain = gained ? 0 : position_.evaluationsWithoutGain + 1;
    const bool best = gained || iou == position_.bestIou;
    if (best) position_.bestIou = iou;
    return best;
  }

  /// Frozen networks do not change: they are evaluated once.
  std::vector<NamedNetwork> networksToScore() { return frozenScores_.empty() ? allNetworks() : changingNetworks(); }

  void completeWithFrozen(std::vector<NetworkScore>& scores) {
    const auto firstFrozen = scores.begin() + std::ssize(changingNetworks());
    if (frozenScores_.empty()) {
      frozenScores_.assign(firstFrozen, scores.end());
    } else {
      scores.insert(firstFrozen, frozenScores_.begin(), frozenScores_.end());
    }
  }

  /// Tells the sink of an evaluation while it goes on, not more often than someone can see.
  std::function<void(std::int64_t)> progressOf(EvaluatedOn subset) {
    constexpr double kSecondsBetween = 0.1;
    const std::int64_t tiles = (subset == EvaluatedOn::Test ? data_.test : data_.validation).count();
    return [this, subset, tiles, began = Clock::now(), told = -kSecondsBetween](std::int64_t tile) mutable {
      const double seconds = secondsSince(began);
      if (seconds - told < kSecondsBetween) return;
      told = seconds;
      sink_.post(Evaluating{
          .iteration = position_.iteration, .subset = subset, .tile = tile, .tiles = tiles, .seconds = seconds});
    };
  }

  void saveBest() {
    TensorFile file = state_->save(PhaseState::Contents::Networks);
    file.metadata["iteration"] = std::to_string(position_.iteration);
    addPixels(file, data_.pixels);
    addCropSide(file, spec_.data.tileSize);
    const std::filesystem::path path = folder_ / phase().bestFile;
    refuseNonFinite(file, position_.iteration);
    stateVersion(file);
    writeSafetensors(path, file);
    sink_.post(CheckpointSaved{.iteration = position_.iteration, .path = path.string(), .best = true});
  }

  void saveLast(PhaseState::Contents contents = PhaseState::Contents::NetworksAndOptimizer) {
    position_.seconds = seconds();
    TensorFile file = state_->save(contents);
    refuseNonFinite(file, position_.iteration);
    addPosition(file, position_);
    addPixels(file, data_.pixels);
    addCropSide(file, spec_.data.tileSize);
    const std::filesystem::path path = writeLastCheckpoint(folder_, std::move(file), formerLast_);
    formerLast_ = FormerLast::Keep;
    isSaved_ = true;
    sink_.post(CheckpointSaved{.iteration = position_.iteration, .path = path.string()});
  }

  Ending stopWith(Ending ending) {
    saveLast();
    return ending;
  }

  /// The next phase reads this one's best weights from disk; without validation tiles the last are the best. After
  /// the last phase the checkpoint stays at its end, so that a longer course can go on from there.
  void finishPhase() {
    if (!position_.bestIou) saveBest();
    const bool isLastPhase = position_.phase + 1 == std::ssize(plan_);
    if (isLastPhase && !isSaved_) saveLast();
    position_ = {.phase = position_.phase + 1, .iteration = position_.iteration};
    if (!isLastPhase) saveLast(PhaseState::Contents::Networks);
  }

  void preview() {
    if (data_.validation.count() == 0) return;
    if (!previewTile_) previewTile_ = previewTile(data_.validation, spec_.schedule.previewTile);
    const EvaluationTile tile = data_.validation.tile(*previewTile_);
    for (const NamedNetwork& named : allNetworks()) {
      sink_.post(previewOf(named, tile, device_, viewSide_, position_.iteration));
    }
  }

  /// Scores the best weights of every network of the run on the test tiles; false when stopped.
  bool reportTest() {
    if (data_.test.count() == 0) return true;
    const Clock::time_point start = Clock::now();
    state_.reset();
    std::vector<NetworkScore> scores = evaluateNetworks(bestNetworks(plan_, folder_, device_), data_.test, device_,
                                                        viewSide_, stop_, progressOf(EvaluatedOn::Test));
    if (scores.empty()) return false;
    sink_.post(Evaluated{.iteration = position_.iteration,
                         .subset = EvaluatedOn::Test,
                         .scores = std::move(scores),
                         .sampleIds = idsOf(data_.test),
                         .seconds = secondsSince(start)});
    return true;
  }

  static std::vector<std::string> namesOf(const std::vector<PlannedNetwork>& networks,
                                          const std::vector<PlannedNetwork>& more = {}) {
    std::vector<std::string> names;
    for (const auto* list : {&networks, &more}) {
      for (const PlannedNetwork& network : *list) names.push_back(network.name);
    }
    return names;
  }

  static std::vector<std::string> idsOf(EvaluationTiles& tiles) {
    std::vector<std::string> ids;
    for (std::int64_t i = 0; i < tiles.count(); ++i) ids.push_back(tiles.id(i));
    return ids;
  }

  const RunSpec& spec_;
  const std::filesystem::path& folder_;
  TrainingData& data_;
  EventSink& sink_;
  const std::stop_token& stop_;
  PauseGate& gate_;
  torch::Device device_;
  const std::int64_t viewSide_ = viewSide(spec_.data.tileSize);
  std::vector<Phase> plan_;
  TrainingPosition position_;
  bool isSaved_ = true;  ///< The last checkpoint says where the run is; of a run at its start there is nothing to say.
  std::optional<LastCheckpoint> resumeFrom_;
  FormerLast formerLast_ = FormerLast::Keep;
  std::optional<PhaseState> state_;
  std::vector<NetworkScore> frozenScores_;
  std::optional<std::int64_t> previewTile_;
  Clock::time_point started_ = Clock::now();
  double pausedSeconds_ = 0.0;  ///< Since it was started.
  double secondsBefore_ = 0.0;
};

}  // namespace

RunFinished train(const RunSpec& spec, const std::filesystem::path& checkpointFolder,
                  std::optional<LastCheckpoint> from, TrainingData& data, EventSink& sink, const std::stop_token& stop,
                  PauseGate& gate) {
  return Trainer(spec, checkpointFolder, std::move(from), data, sink, stop, gate).run();
}

}  // namespace macadam
