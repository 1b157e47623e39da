#include "ui/project/growing_summary.h"

#include "base/error.h"
#include "runs/event_json.h"
#include "runs/metrics_log.h"

#include <fstream>
#include <iterator>
#include <optional>

namespace macadam {
namespace {

/// What follows the last known line; nothing where that line is no longer there.
std::optional<std::string> newText(const std::filesystem::path& file, const GrowingSummary& known) {
  std::ifstream stream(file, std::ios::binary);
  if (known.bytes > 0) {
    std::string there(known.lastLine.size() + 1, '\0');
    stream.seekg(static_cast<std::streamoff>(known.bytes - there.size()));
    stream.read(there.data(), static_cast<std::streamsize>(there.size()));
    if (!stream || there != known.lastLine + '\n') return std::nullopt;
  }
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

void add(GrowingSummary& known, std::string line) {
  update(known.summary, fromJsonLine(line).event);
  known.bytes += line.size() + 1;
  known.lastLine = std::move(line);
}

}  // namespace

GrowingSummary readOn(const RunFolder& run, const GrowingSummary& known) {
  const std::optional<std::string> text = newText(run.metrics(), known);
  if (!text) return readOn(run, {});
  GrowingSummary grown = known;
  std::size_t start = 0;
  try {
    for (std::size_t end = text->find('\n'); end != std::string::npos; end = text->find('\n', start)) {
      add(grown, text->substr(start, end - start));
      start = end + 1;
    }
  } catch (const Error&) {
    readMetrics(run.metrics(), PreviewPixels::Skip);  // names the line
    throw;
  }
  return grown;
}

}  // namespace macadam
