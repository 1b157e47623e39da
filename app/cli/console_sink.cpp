#include "cli/console_sink.h"

#include "base/number_text.h"
#include "cli/text.h"
#include "eval/road_metrics.h"
#include "runs/event_json.h"

#include <algorithm>
#include <string>

namespace macadam {
namespace {

constexpr int kBarCells = 24;
constexpr int kIterationWidth = 8;
constexpr double kLossSmoothing = 0.1;
constexpr std::chrono::milliseconds kLiveInterval{100};
constexpr std::chrono::seconds kPlainInterval{10};

double secondsSince(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

void ConsoleSink::post(Event event) {
  std::visit([this](const auto& e) { tell(e); }, event);
}

void ConsoleSink::tell(const StageStarted& stage) {
  print("stage " + std::to_string(stage.index + 1) + " of " + std::to_string(stage.count) + ": " + stage.name + ", " +
        countText(stage.iterations, "iteration"));
  stage_ = stage;
  firstStep_ = 0;
  images_ = 0;
  stepSeconds_ = 0.0;
  bestIou_.reset();
  stageStarted_ = printed_ = Clock::now();
}

void ConsoleSink::tell(const StepDone& step) {
  if (firstStep_ == 0) {
    firstStep_ = step.iteration;
    loss_ = step.total;
  }
  images_ += step.images;
  stepSeconds_ += step.stepSeconds;
  loss_ += kLossSmoothing * (step.total - loss_);

  const Clock::time_point now = Clock::now();
  if (now - printed_ < (line_.isLive() ? Clock::duration(kLiveInterval) : Clock::duration(kPlainInterval))) return;
  printed_ = now;
  if (line_.isLive())
    line_.show(progressText(step));
  else
    print(progressText(step));
}

std::string ConsoleSink::progressText(const StepDone& step) const {
  const std::int64_t done = step.iteration - stage_.firstIteration + 1;
  const std::int64_t doneHere = step.iteration - firstStep_ + 1;
  const double secondsEach = secondsSince(stageStarted_) / static_cast<double>(doneHere);  // evaluations included
  const double share = static_cast<double>(done) / static_cast<double>(std::max<std::int64_t>(1, stage_.iterations));

  const std::string total = std::to_string(stage_.iterations);
  std::string text = line_.isLive() ? "  " + barText(share, kBarCells) + "  " +
                                          paddedLeft(std::to_string(done), displayWidth(total)) + " of " + total
                                    : paddedLeft(std::to_string(step.iteration), kIterationWidth);
  text += "  loss " + fixedText(loss_, 4) + "  lr " + fixedText(step.learningRate, 5);
  if (stepSeconds_ > 0.0) text += "  " + fixedText(static_cast<double>(images_) / stepSeconds_, 1) + " images/s";
  if (bestIou_) text += "  best IoU " + percentText(bestIou_);
  return text + "  " + durationText(static_cast<double>(stage_.iterations - done) * secondsEach) + " left";
}

void ConsoleSink::tell(const Evaluated& evaluated) {
  const bool isTest = evaluated.subset == EvaluatedOn::Test;
  std::string text = paddedLeft(isTest ? "test" : std::to_string(evaluated.iteration), kIterationWidth);
  for (const NetworkScore& score : evaluated.scores) {
    const RoadMetrics metrics = roadMetrics(score.pooled);
    text += "  " + score.network + " IoU " + paddedLeft(percentText(metrics.iou), 5) + " F1 " +
            paddedLeft(percentText(metrics.f1), 5);
    if (!isTest && &score == &evaluated.scores.front()) bestIou_ = std::max(bestIou_, metrics.iou);
  }
  print(text + (evaluated.best ? "  best" : ""));
}

void ConsoleSink::tell(const Warning& warning) {
  print("warning: " + warning.message);
}

void ConsoleSink::tell(const Note& note) {
  print(note.message);
}

void ConsoleSink::print(const std::string& text) {
  line_.clear();
  std::fputs((text + '\n').c_str(), stdout);
  std::fflush(stdout);
}

void JsonSink::post(Event event) {
  std::fputs((toJsonLine(event) + '\n').c_str(), stdout);
  std::fflush(stdout);
}

}  // namespace macadam
