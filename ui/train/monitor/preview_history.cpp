#include "ui/train/monitor/preview_history.h"

#include <cstring>
#include <set>

namespace macadam {
namespace {

constexpr int kFastest = 1;

}  // namespace

void PreviewHistory::add(const PreviewReady& preview) {
  const auto bytes = static_cast<std::size_t>(preview.width) * static_cast<std::size_t>(preview.height);
  if (bytes == 0 || preview.probability.size() != bytes) return;
  while (!frames_.empty() && frames_.back().iteration > preview.iteration) frames_.pop_back();
  if (frames_.empty() || frames_.back().iteration < preview.iteration) {
    frames_.push_back({.iteration = preview.iteration, .sample = preview.sampleId, .pictures = {}});
  }
  frames_.back().pictures[preview.network] = {
      preview.width, preview.height, qCompress(preview.probability.data(), static_cast<qsizetype>(bytes), kFastest)};
}

void PreviewHistory::clear() {
  frames_.clear();
}

std::vector<std::string> PreviewHistory::networks() const {
  std::set<std::string> names;
  for (const Frame& frame : frames_) {
    for (const auto& [name, picture] : frame.pictures) names.insert(name);
  }
  return {names.begin(), names.end()};
}

QImage PreviewHistory::picture(int frame, const std::string& network) const {
  for (int i = frame; i >= 0; --i) {
    const Frame& earlier = frames_[static_cast<std::size_t>(i)];
    const auto found = earlier.pictures.find(network);
    if (found == earlier.pictures.end()) continue;
    const Packed& packed = found->second;
    const QByteArray pixels = qUncompress(packed.pixels);
    QImage image(packed.width, packed.height, QImage::Format_Grayscale8);
    for (int y = 0; y < packed.height; ++y) {
      std::memcpy(image.scanLine(y), pixels.constData() + static_cast<qsizetype>(y) * packed.width,
                  static_cast<std::size_t>(packed.width));
    }
    return image;
  }
  return {};
}

}  // namespace macadam
