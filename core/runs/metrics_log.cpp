#include "runs/metrics_log.h"

#include "base/atomic_file.h"
#include "image/png.h"
#include "runs/event_json.h"

#include <opencv2/imgcodecs.hpp>

#include <cctype>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace macadam {
namespace {

std::string contents(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// Whole lines without their breaks; what follows the last break was torn by a kill.
std::vector<std::string> wholeLines(const std::filesystem::path& file) {
  const std::string text = contents(file);
  std::vector<std::string> lines;
  std::size_t start = 0;
  for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', start)) {
    lines.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return lines;
}

EventLine parse(const std::filesystem::path& file, const std::vector<std::string>& lines, std::size_t index) {
  try {
    return fromJsonLine(lines[index]);
  } catch (const Error& error) {
    const Problem& problem = error.problems().front();
    throw Error(file.string() + " line " + std::to_string(index + 1), problem.what, problem.remedy);
  }
}

/// A file name that no other preview of the run has: characters that do not suit a name become %XX.
std::string previewName(const PreviewReady& preview) {
  std::string iteration = std::to_string(preview.iteration);
  iteration.insert(0, iteration.size() < 7 ? 7 - iteration.size() : 0, '0');
  std::string name = iteration + '_' + preview.network + '_';
  for (const char c : preview.sampleId) {
    const bool isAscii = static_cast<unsigned char>(c) < 0x80;  // other letters depend on the locale
    if ((isAscii && std::isalnum(static_cast<unsigned char>(c))) || c == '-' || c == '.' || c == '_') {
      name += c;
    } else {
      constexpr char kDigits[] = "0123456789ABCDEF";
      const auto byte = static_cast<unsigned char>(c);
      name += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
    }
  }
  return name + ".png";
}

void loadPixels(PreviewReady& preview, const std::filesystem::path& picture) {
  const cv::Mat grey = cv::imread(picture.string(), cv::IMREAD_GRAYSCALE);
  if (grey.cols != preview.width || grey.rows != preview.height) return;
  preview.probability.assign(grey.begin<uchar>(), grey.end<uchar>());
}

/// Empty for events that belong to no iteration of their own.
std::optional<std::int64_t> iterationOf(const Event& event) {
  return std::visit(
      [](const auto& e) -> std::optional<std::int64_t> {
        if constexpr (requires { e.firstIteration; })
          return e.firstIteration;
        else if constexpr (requires { e.iteration; })
          return e.iteration;
        else
          return std::nullopt;
      },
      event);
}

/// What comes once, after the last iteration, and anew when the run goes on.
bool closesARun(const Event& event) {
  const auto* evaluated = std::get_if<Evaluated>(&event);
  return std::holds_alternative<RunFinished>(event) || (evaluated != nullptr && evaluated->subset == EvaluatedOn::Test);
}

}  // namespace

MetricsLog::MetricsLog(std::filesystem::path metricsFile, std::filesystem::path previewFolder)
    : file_(std::move(metricsFile)), previewFolder_(std::move(previewFolder)) {
  descriptor_ = ::open(file_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (descriptor_ < 0) {
    throw Error(file_.string(), std::string("cannot be written (") + std::strerror(errno) + ")",
                "check that the run's folder exists and may be written to");
  }
  const std::string text = contents(file_);
  const std::size_t lastBreak = text.rfind('\n');
  const std::size_t whole = lastBreak == std::string::npos ? 0 : lastBreak + 1;
  if (whole < text.size() && ::ftruncate(descriptor_, static_cast<off_t>(whole)) != 0) {
    ::close(descriptor_);
    throw Error(file_.string(), "ends in a torn line that cannot be removed", "check its permissions");
  }
}

MetricsLog::~MetricsLog() {
  ::close(descriptor_);
}

void MetricsLog::post(Event event) {
  const MutexLock lock(mutex_);
  Problem problem{file_.string(), "cannot be written", "free some disk space"};
  try {
    append(event);
    return;
  } catch (const Error& error) {
    problem = error.problems().front();
  } catch (const std::exception& exception) {
    problem.what = exception.what();
  }
  if (!failure_) failure_ = std::move(problem);
}

std::optional<Problem> MetricsLog::failure() const {
  const MutexLock lock(mutex_);
  return failure_;
}

void MetricsLog::append(const Event& event) {
  const auto* preview = std::get_if<PreviewReady>(&event);
  if (!preview) return writeLine(toJsonLine(event));
  std::error_code missing;  // with its run, where that has moved: the picture then cannot be written
  std::filesystem::create_directory(previewFolder_, missing);
  const std::filesystem::path picture = previewFolder_ / previewName(*preview);
  const cv::Mat pixels(preview->height, preview->width, CV_8UC1,
                       const_cast<std::uint8_t*>(preview->probability.data()));
  writePng(picture, pixels);
  writeLine(toJsonLine(event, picture.lexically_relative(file_.parent_path()).generic_string()));
}

void MetricsLog::writeLine(std::string line) {
  line += '\n';
  struct stat before {};
  if (::fstat(descriptor_, &before) == 0 && before.st_nlink == 0) {
    throw Error(file_.string(), "has gone while the run wrote into it",
                "what it held is lost; the run goes on from its checkpoint when it is resumed");
  }
  const ssize_t written = ::write(descriptor_, line.data(), line.size());
  if (written == static_cast<ssize_t>(line.size())) return;
  const int error = written < 0 ? errno : ENOSPC;
  // Half a line would spoil the next one too.
  if (written > 0 && ::ftruncate(descriptor_, before.st_size) != 0) {
    throw Error(file_.string(), "holds half a line", "free some disk space, then resume the run");
  }
  throw Error(file_.string(), std::string("cannot be written (") + std::strerror(error) + ")",
              error == ENOSPC ? "free some disk space" : "check the disk");
}

std::vector<Event> readMetrics(const std::filesystem::path& metricsFile, PreviewPixels pixels) {
  const std::vector<std::string> lines = wholeLines(metricsFile);
  std::vector<Event> events;
  events.reserve(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    EventLine line = parse(metricsFile, lines, i);
    auto* preview = std::get_if<PreviewReady>(&line.event);
    if (preview && pixels == PreviewPixels::Load) loadPixels(*preview, metricsFile.parent_path() / line.picture);
    events.push_back(std::move(line.event));
  }
  return events;
}

Event readEvent(std::string_view line, const std::filesystem::path& run) {
  EventLine read = fromJsonLine(line);
  if (auto* preview = std::get_if<PreviewReady>(&read.event)) loadPixels(*preview, run / read.picture);
  return std::move(read.event);
}

std::int64_t truncateAfter(const std::filesystem::path& metricsFile, std::int64_t iteration) {
  const std::vector<std::string> lines = wholeLines(metricsFile);
  std::string kept;
  std::int64_t lastStep = 0;
  bool keepsWarnings = true;  // a warning belongs to the iteration before it
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Event event = parse(metricsFile, lines, i).event;
    const std::optional<std::int64_t> its = iterationOf(event);
    const bool keeps = its ? *its <= iteration : keepsWarnings;
    keepsWarnings = keeps;
    if (!keeps || closesARun(event)) continue;
    kept += lines[i] + '\n';
    if (const auto* step = std::get_if<StepDone>(&event)) lastStep = step->iteration;
  }
  writeTextAtomically(metricsFile, kept);
  return lastStep;
}

}  // namespace macadam
