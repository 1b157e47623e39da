#include "train/training_position.h"

#include "base/error.h"

#include <charconv>
#include <cmath>
#include <limits>

namespace macadam {
namespace {

constexpr const char* kFormat = "macadam checkpoint 1";
constexpr std::int64_t kMostIterations = 1'000'000'000'000;

template <typename Number>
std::string toText(Number value) {
  char buffer[64];
  const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value);  // shortest exact form
  return {buffer, end};
}

/// Collects what is wrong with the fields of a file.
class FieldCheck {
 public:
  explicit FieldCheck(std::string source) : source_(std::move(source)) {}

  template <typename Number>
  void require(const std::string& field, Number value, Number low, Number high) {
    if (value >= low && value <= high) return;  // false for NaN too
    report("says " + field + " = " + toText(value) + ", which can only be from " + toText(low) + " to " + toText(high));
  }

  void report(std::string what) {
    problems_.push_back({source_, std::move(what), "it is damaged, or of another run: restore it from a copy"});
  }

  void throwAny() {
    if (!problems_.empty()) throw Error(std::move(problems_));
  }

 private:
  std::string source_;
  std::vector<Problem> problems_;
};

template <typename Number>
void read(Number& value, const TensorFile& file, const std::string& field, FieldCheck& check, Number high) {
  const auto found = file.metadata.find(field);
  if (found == file.metadata.end()) return check.report("does not say its " + field);
  const std::string& text = found->second;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) {
    return check.report("says " + field + " = '" + text + "', which is no number");
  }
  check.require(field, value, Number{0}, high);
}

}  // namespace

void addPosition(TensorFile& file, const TrainingPosition& position) {
  file.metadata["format"] = kFormat;
  file.metadata["phase"] = toText(position.phase);
  file.metadata["phase_iteration"] = toText(position.phaseIteration);
  file.metadata["phase_length"] = toText(position.phaseLength);
  file.metadata["iteration"] = toText(position.iteration);
  if (position.bestIou) file.metadata["best_iou"] = toText(*position.bestIou);
  file.metadata["evaluations_without_gain"] = toText(position.evaluationsWithoutGain);
  if (position.evaluationDue) file.metadata["evaluation_due"] = "yes";
  file.metadata["seconds"] = toText(position.seconds);
}

TrainingPosition positionOf(const TensorFile& file, const std::string& source) {
  const auto format = file.metadata.find("format");
  if (format == file.metadata.end()) {
    throw Error(source, "does not say its format, and where its run stands", "resume from a run's last.safetensors");
  }
  if (format->second != kFormat) {
    throw Error(source, "is of the format '" + format->second + "'; this Macadam knows '" + kFormat + "'",
                "take the Macadam that wrote it");
  }
  FieldCheck check(source);
  TrainingPosition position;
  read(position.phase, file, "phase", check, kMostIterations);
  read(position.phaseIteration, file, "phase_iteration", check, kMostIterations);
  read(position.phaseLength, file, "phase_length", check, kMostIterations);
  read(position.iteration, file, "iteration", check, kMostIterations);
  if (file.metadata.contains("best_iou")) read(position.bestIou.emplace(), file, "best_iou", check, 1.0);
  read(position.evaluationsWithoutGain, file, "evaluations_without_gain", check, kMostIterations);
  position.evaluationDue = file.metadata.contains("evaluation_due");
  read(position.seconds, file, "seconds", check, std::numeric_limits<double>::max());
  check.throwAny();
  return position;
}

void requireWithin(const TrainingPosition& position, const std::vector<Phase>& plan, const std::string& source) {
  FieldCheck check(source);
  check.require<std::int64_t>("phase", position.phase, 0, std::ssize(plan) - 1);
  check.throwAny();
  const Phase& phase = plan[static_cast<std::size_t>(position.phase)];
  std::int64_t before = 0;  // at most: a phase may end early
  for (std::int64_t i = 0; i < position.phase; ++i) before += plan[static_cast<std::size_t>(i)].iterations();
  check.require<std::int64_t>("phase_iteration", position.phaseIteration, 0, phase.iterations());
  check.require<std::int64_t>("phase_length", position.phaseLength, 0, phase.iterations());
  check.require("iteration", position.iteration, position.phaseIteration, before + position.phaseIteration);
  check.throwAny();
}

}  // namespace macadam
