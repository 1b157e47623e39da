#include "cli/console_sink.h"

#include "base/number_text.h"
#include "cli/text.h"
#include "eval/measures.h"
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

}  // namespace

void ConsoleSink::post(Event event) {
  progress_.add(event);
  std::visit([this](const auto& e) { tell(e); }, event);
}

void ConsoleSink::tell(const StageStarted& stage) {
  print("stage " + std::to_string(stage.index + 1) + " of " + std::to_string(stage.count) + ": " + stage.name + ", " +
        counted(static_cast<std::size_t>(stage.iterations), "iteration"));
  loss_.reset();
  bestScore_.reset();
  printed_ = Clock::now();
}

void ConsoleSink::tell(const StepDone& step) {
  loss_ = loss_ ? *loss_ + kLossSmoothing * (step.total - *loss_) : step.total;
  if (!isDue()) return;
  std::string text = placeText() + "  loss " + fixedText(*loss_, 4) + "  lr " + fixedText(step.learningRate, 5);
  if (const double speed = progress_.imagesPerSecond(); speed > 0.0) text += "  " + fixedText(speed, 1) + " images/s";
  if (bestScore_) text += std::string("  best ") + kMainMeasure.title + ' ' + percentText(bestScore_);
  showLine(text);
}

void ConsoleSink::tell(const Evaluating&) {
  if (isDue()) showLine(placeText());
}

bool ConsoleSink::isDue() {
  const Clock::time_point now = Clock::now();
  if (now - printed_ < (line_.isLive() ? Clock::duration(kLiveInterval) : Clock::duration(kPlainInterval)))
    return false;
  printed_ = now;
  return true;
}

/// With what is left of the whole run behind it.
void ConsoleSink::showLine(const std::string& line) {
  const std::string rest = progressText(progress_);
  const std::string whole = rest.empty() ? line : line + "  " + rest;
  if (line_.isLive()) {
    line_.show(whole);
  } else {
    print(whole);
  }
}

/// Where it stands in the stage on a terminal, elsewhere the iteration alone.
std::string ConsoleSink::placeText() const {
  if (!line_.isLive()) return paddedLeft(std::to_string(progress_.iteration()), kIterationWidth);
  const StageStarted& stage = progress_.stage();
  const std::int64_t done = std::max<std::int64_t>(0, progress_.iteration() - stage.firstIteration + 1);
  const double share = static_cast<double>(done) / static_cast<double>(std::max<std::int64_t>(1, stage.iterations));
  const std::string total = std::to_string(stage.iterations);
  return "  " + barText(share, kBarCells) + "  " + paddedLeft(std::to_string(done), displayWidth(total)) + " of " +
         total;
}

void ConsoleSink::tell(const Evaluated& evaluated) {
  const bool isTest = evaluated.subset == EvaluatedOn::Test;
  std::string text = paddedLeft(isTest ? "test" : std::to_string(evaluated.iteration), kIterationWidth);
  for (const NetworkScore& score : evaluated.scores) {
    const RoadMetrics metrics = roadMetrics(score.pooled);
    text += "  " + score.network;
    for (const Measure* measure : kToldMeasures) {
      text += std::string(" ") + measure->title + ' ' + paddedLeft(percentText(metrics.*measure->value), 5);
    }
    if (evaluated.best && &score == &evaluated.scores.front()) bestScore_ = metrics.*kMainMeasure.value;
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
