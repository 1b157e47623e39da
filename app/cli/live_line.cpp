#include "cli/live_line.h"

#include "cli/text.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string_view>
#include <sys/ioctl.h>
#include <unistd.h>

namespace macadam {
namespace {

constexpr const char* kEraseLine = "\r\033[K";

int widthOf(std::FILE* stream) {
  winsize size{};
  const bool isKnown = ::ioctl(::fileno(stream), TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return isKnown ? size.ws_col : 80;
}

std::string repeated(const char* text, int count) {
  std::string result;
  for (int i = 0; i < count; ++i) result += text;
  return result;
}

}  // namespace

bool isTerminal(std::FILE* stream) {
  const char* kind = std::getenv("TERM");
  return ::isatty(::fileno(stream)) == 1 && kind != nullptr && std::string_view(kind) != "dumb";
}

std::string emphasised(const std::string& text, std::FILE* stream) {
  return isTerminal(stream) ? "\033[1m" + text + "\033[0m" : text;
}

std::string barText(double share, int cells) {
  const int done = static_cast<int>(std::floor(std::clamp(share, 0.0, 1.0) * cells));
  return repeated("━", done) + repeated("─", cells - done);
}

void LiveLine::show(const std::string& text) {
  if (!isLive_) return;
  std::fputs((kEraseLine + shortened(text, widthOf(stream_) - 1)).c_str(), stream_);
  std::fflush(stream_);
  isShown_ = true;
}

void LiveLine::clear() {
  if (!isShown_) return;
  std::fputs(kEraseLine, stream_);
  std::fflush(stream_);
  isShown_ = false;
}

}  // namespace macadam
