#pragma once

#include <cstdio>
#include <string>

namespace macadam {

bool isTerminal(std::FILE* stream);

/// The text in bold, on a terminal.
std::string emphasised(const std::string& text, std::FILE* stream);

/// `━━━━━━────` of `cells` columns.
std::string barText(double share, int cells);

/// One line at the bottom of a terminal that is drawn over and over; draws nothing where there is no terminal.
class LiveLine {
 public:
  explicit LiveLine(std::FILE* stream) : stream_(stream), isLive_(isTerminal(stream)) {}
  ~LiveLine() { clear(); }
  LiveLine(const LiveLine&) = delete;
  LiveLine& operator=(const LiveLine&) = delete;

  bool isLive() const { return isLive_; }
  /// What does not fit into the terminal is cut off.
  void show(const std::string& text);
  /// Leaves the line empty, for other text to be printed there.
  void clear();

 private:
  std::FILE* stream_;
  bool isLive_;
  bool isShown_ = false;
};

}  // namespace macadam
