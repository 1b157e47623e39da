#include "cli/progress.h"

#include "base/number_text.h"
#include "cli/text.h"

#include <utility>

namespace macadam {
namespace {

constexpr int kBarCells = 30;
constexpr std::chrono::milliseconds kLiveInterval{100};
constexpr std::chrono::seconds kPlainInterval{5};

}  // namespace

ProgressBar::ProgressBar(std::string label, std::int64_t total)
    : label_(std::move(label)), total_(total), line_(stderr) {
  if (line_.isLive()) print();
}

void ProgressBar::advanceTo(std::int64_t done) {
  done_ = done;
  const Clock::time_point now = Clock::now();
  const bool isDue =
      line_.isLive() ? now - printed_ >= kLiveInterval || done_ == total_ : now - printed_ >= kPlainInterval;
  if (!isDue) return;
  printed_ = now;
  print();
}

void ProgressBar::print() {
  const double seconds = std::chrono::duration<double>(Clock::now() - started_).count();
  const double rate = seconds > 0.0 ? static_cast<double>(done_) / seconds : 0.0;
  const double share = total_ > 0 ? static_cast<double>(done_) / static_cast<double>(total_) : 1.0;
  const std::string left = rate > 0.0 ? durationText(static_cast<double>(total_ - done_) / rate) + " left" : "";
  const std::string counts = std::to_string(done_) + " of " + std::to_string(total_);
  const std::string speed = done_ > 0 ? fixedText(rate, rate < 10.0 ? 1 : 0) + "/s" : "";
  if (line_.isLive()) {
    line_.show(label_ + "  " + barText(share, kBarCells) + "  " + paddedLeft(percentText(share, 0), 3) + " %  " +
               counts + "  " + speed + "  " + left);
  } else {
    std::fputs((label_ + ": " + counts + ", " + speed + ", " + left + "\n").c_str(), stderr);
  }
}

}  // namespace macadam
