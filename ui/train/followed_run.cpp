#include "ui/train/followed_run.h"

#include "runs/run_summary.h"

#include <chrono>
#include <condition_variable>
#include <fstream>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace macadam {
namespace {

constexpr std::chrono::milliseconds kLooksEvery{100};

/// Returns earlier when a stop is asked for.
void pause(const std::stop_token& letGo) {
  std::mutex mutex;
  std::condition_variable_any none;
  std::unique_lock lock(mutex);
  none.wait_for(lock, letGo, kLooksEvery, [] { return false; });
}

std::string lastLine(const std::filesystem::path& file) {
  std::ifstream stream(file);
  std::string last;
  for (std::string line; std::getline(stream, line);) {
    if (!line.empty()) last = std::move(line);
  }
  return last;
}

/// The last that its metrics tell, if nothing was trained since and nothing is.
std::optional<RunFinished> writtenEnding(const RunFolder& run) {
  return isLocked(run) ? std::nullopt : summarise(run).ending;
}

}  // namespace

FollowedRun::FollowedRun(RunFolder run, FollowedSince since)
    : run_(std::move(run)), since_(since), metrics_(run_.metrics()) {}

void FollowedRun::follow(const ProcessMark& process, const std::stop_token& letGo, const std::stop_token& stop,
                         const Listener& listener) {
  bool wasAsked = false;
  while (!letGo.stop_requested()) {
    const bool isOver = !isAlive(process);  // looked up first: what it wrote until then is then read
    tellNews(listener);
    if (isOver) {
      if (!hasEnded_) listener.post(untoldEnding(wasAsked));
      return;
    }
    if (stop.stop_requested() && !letGo.stop_requested() && !std::exchange(wasAsked, true)) askToStop(process);
    pause(letGo);
  }
}

void FollowedRun::tellNews(const Listener& listener) {
  MetricsTail::News news = metrics_.read();
  if (news.isWrittenAnew) {
    since_ = FollowedSince::Midway;  // its process has taken out the endings of earlier ones
    listener.begin();
  }
  for (Event& event : news.events) {
    if (const auto* step = std::get_if<StepDone>(&event)) {
      iteration_ = step->iteration;
      seconds_ += step->stepSeconds;
    }
    hasEnded_ = std::holds_alternative<RunFinished>(event);
    listener.post(std::move(event));
  }
}

RunFinished FollowedRun::untoldEnding(bool wasAsked) const {
  if (since_ == FollowedSince::Midway) {
    if (const auto written = writtenEnding(run_)) return *written;
  }
  RunFinished finished{
      .ending = wasAsked ? Ending::Stopped : Ending::Failed, .iteration = iteration_, .seconds = seconds_};
  if (wasAsked) return finished;
  finished.message = "its process has ended without a word";
  if (const std::string last = lastLine(run_.log()); !last.empty()) finished.message += ". Its log ends with: " + last;
  return finished;
}

}  // namespace macadam
