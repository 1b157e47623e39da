#include "runs/metrics_tail.h"

#include "base/error.h"
#include "runs/event_json.h"
#include "runs/metrics_log.h"

#include <fstream>
#include <iterator>
#include <sys/stat.h>
#include <utility>

namespace macadam {
namespace {

std::string textAfter(const std::filesystem::path& file, std::uintmax_t bytes) {
  std::ifstream stream(file, std::ios::binary);
  stream.seekg(static_cast<std::streamoff>(bytes));
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace

MetricsTail::MetricsTail(std::filesystem::path file) : file_(std::move(file)) {
  struct stat status {};
  if (::stat(file_.c_str(), &status) != 0) return;
  identity_ = status.st_ino;
  bytes_ = textAfter(file_, 0).rfind('\n') + 1;  // nothing found is one before the beginning
}

MetricsTail::News MetricsTail::read() {
  struct stat status {};
  if (::stat(file_.c_str(), &status) != 0) return {};
  const bool isAnother = identity_ != status.st_ino;
  if (isAnother && identity_ != 0) {
    *this = MetricsTail(file_);
    return {.isWrittenAnew = true};
  }
  identity_ = status.st_ino;
  if (static_cast<std::uintmax_t>(status.st_size) <= bytes_) return {};
  News news;
  const std::string text = textAfter(file_, bytes_);
  std::size_t start = 0;
  for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', start)) {
    try {
      news.events.push_back(readEvent(std::string_view(text).substr(start, end - start), file_.parent_path()));
    } catch (const Error& error) {
      throw Error(file_.string(), error.problems().front().what, error.problems().front().remedy);
    }
    start = end + 1;
  }
  bytes_ += start;
  return news;
}

}  // namespace macadam
