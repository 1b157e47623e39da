#pragma once

#include "train/events.h"

#include <QByteArray>
#include <QImage>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace macadam {

/// The previews of a run, packed, by iteration.
class PreviewHistory {
 public:
  /// A preview without pixels is left out; an iteration that comes again replaces what followed it.
  void add(const PreviewReady& preview);
  void clear();

  int size() const { return static_cast<int>(frames_.size()); }
  std::int64_t iterationOf(int frame) const { return frames_[static_cast<std::size_t>(frame)].iteration; }
  const std::string& sampleOf(int frame) const { return frames_[static_cast<std::size_t>(frame)].sample; }
  /// In the order student, teachers.
  std::vector<std::string> networks() const;
  /// Road probability as grey: that of the frame, or the network's latest before it; null where there is none.
  QImage picture(int frame, const std::string& network) const;

 private:
  struct Packed {
    int width = 0, height = 0;
    QByteArray pixels;
  };
  struct Frame {
    std::int64_t iteration = 0;
    std::string sample;
    std::map<std::string, Packed> pictures;
  };

  std::vector<Frame> frames_;
};

}  // namespace macadam
