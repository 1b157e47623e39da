#pragma once

#include "cli/live_line.h"
#include "train/run_progress.h"

#include <chrono>
#include <cstdint>
#include <optional>

namespace macadam {

enum class OutputFormat { Text, JsonLines };

/// Tells a training on stdout: a line for each stage, evaluation and warning; between them a live bar on a terminal,
/// elsewhere a line every few seconds.
class ConsoleSink : public EventSink {
 public:
  void post(Event event) override;

 private:
  using Clock = std::chrono::steady_clock;

  void tell(const StageStarted& stage);
  void tell(const StepDone& step);
  void tell(const Evaluated& evaluated);
  void tell(const Warning& warning);
  void tell(const Note& note);
  void tell(const RunFinished&) { line_.clear(); }
  void tell(const PreviewReady&) {}
  void tell(const CheckpointSaved&) {}
  void tell(const Evaluating&);

  void print(const std::string& text);
  bool isDue();
  void showLine(const std::string& line);
  std::string placeText() const;

  LiveLine line_{stdout};
  RunProgress progress_;
  std::optional<double> loss_;  ///< Smoothed over some steps.
  std::optional<double> bestScore_;
  Clock::time_point printed_;
};

/// Writes every event as a line of JSON on stdout.
class JsonSink : public EventSink {
 public:
  void post(Event event) override;
};

}  // namespace macadam
