#include "runs/run_log.h"

#include "base/error.h"
#include "base/number_text.h"
#include "eval/measures.h"

#include <spdlog/logger.h>
#include <spdlog/sinks/basic_file_sink.h>

#include <string>

namespace macadam {
namespace {

std::string scoresText(const Evaluated& evaluated) {
  std::string text;
  for (const NetworkScore& score : evaluated.scores) {
    const RoadMetrics metrics = roadMetrics(score.pooled);
    text += "  " + score.network;
    for (const Measure* measure : kToldMeasures) {
      text += std::string(" ") + measure->title + ' ' + percentText(metrics.*measure->value);
    }
  }
  return text;
}

std::string endingText(const RunFinished& finished) {
  switch (finished.ending) {
    case Ending::Completed:
      return "completed";
    case Ending::Stopped:
      return "stopped";
    case Ending::TimeLimit:
      return "ended by its time limit";
    case Ending::Failed:
      break;
  }
  return "failed: " + finished.message;
}

/// Writes the events that a reader wants to see.
struct Writer {
  spdlog::logger& log;

  void operator()(const StageStarted& stage) const {
    log.info("stage {} of {}: {}, {} iterations from {}", stage.index + 1, stage.count, stage.name, stage.iterations,
             stage.firstIteration);
  }
  void operator()(const StepDone&) const {}
  void operator()(const Evaluated& evaluated) const {
    log.info("{} at {}:{}{}", evaluated.subset == EvaluatedOn::Test ? "test" : "validation", evaluated.iteration,
             scoresText(evaluated), evaluated.best ? "  best" : "");
  }
  void operator()(const Evaluating&) const {}
  void operator()(const PreviewReady&) const {}
  void operator()(const CheckpointSaved& saved) const { log.info("checkpoint at {}: {}", saved.iteration, saved.path); }
  void operator()(const Warning& warning) const { log.warn("{}", warning.message); }
  void operator()(const Note& note) const { log.info("{}", note.message); }
  void operator()(const RunFinished& finished) const {
    log.log(finished.ending == Ending::Failed ? spdlog::level::err : spdlog::level::info,
            "{} at iteration {} after {} s", endingText(finished), finished.iteration, fixedText(finished.seconds, 1));
  }
};

}  // namespace

RunLog::RunLog(const std::filesystem::path& file) {
  try {
    logger_ =
        std::make_unique<spdlog::logger>("run", std::make_shared<spdlog::sinks::basic_file_sink_mt>(file.string()));
  } catch (const spdlog::spdlog_ex& error) {
    throw Error(file.string(), std::string("cannot be opened (") + error.what() + ")",
                "check the disk and the folder's permissions");
  }
  logger_->set_pattern("%Y-%m-%d %H:%M:%S  %l  %v");
  logger_->flush_on(spdlog::level::info);
  logger_->set_error_handler([](const std::string&) {});  // a full disk is reported by the metrics log
}

RunLog::~RunLog() = default;

void RunLog::post(Event event) {
  std::visit(Writer{*logger_}, event);
}

}  // namespace macadam
