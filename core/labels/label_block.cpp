#include "labels/label_block.h"

#include <algorithm>
#include <utility>

namespace macadam {
namespace {

/// Puts runs one behind the other; like neighbours become one.
void append(std::vector<LabelRun>& runs, std::uint32_t begin, LabelPixel pixel) {
  if (runs.empty() || runs.back().pixel != pixel) runs.push_back({static_cast<std::uint16_t>(begin), pixel});
}

std::vector<LabelRun> simplified(const std::vector<LabelRun>& runs) {
  std::vector<LabelRun> simple;
  simple.reserve(runs.size());
  for (const LabelRun& run : runs) append(simple, run.begin, run.pixel);
  return simple;
}

}  // namespace

LabelBlock::LabelBlock(const std::vector<LabelRun>& runs) {
  std::vector<LabelRun> simple = simplified(runs);
  whole_ = simple.front();
  if (simple.size() == 1) return;
  simple.shrink_to_fit();
  runs_ = std::make_shared<const std::vector<LabelRun>>(std::move(simple));
}

std::span<const LabelRun>::iterator LabelBlock::runFrom(std::uint32_t offset) const {
  const std::span<const LabelRun> all = runs();
  return std::ranges::upper_bound(all, offset, {}, &LabelRun::begin) - 1;
}

LabelBlock LabelBlock::patched(std::span<const LabelPatch> patches, std::uint32_t pixels) const {
  const std::span<const LabelRun> old = runs();
  std::vector<LabelRun> patched;
  patched.reserve(old.size() + 2 * patches.size());
  auto run = old.begin();
  std::uint32_t position = 0;
  const auto keepUntil = [&](std::uint32_t end) {
    while (position < end) {
      while (run + 1 != old.end() && (run + 1)->begin <= position) ++run;
      append(patched, position, run->pixel);
      position = run + 1 == old.end() ? end : std::min<std::uint32_t>(end, (run + 1)->begin);
    }
  };
  for (const LabelPatch& patch : patches) {
    keepUntil(patch.begin);
    append(patched, patch.begin, patch.pixel);
    position = patch.end;
  }
  keepUntil(pixels);
  return LabelBlock(patched);
}

bool LabelBlock::operator==(const LabelBlock& other) const {
  return sharesWith(other) || std::ranges::equal(runs(), other.runs());
}

}  // namespace macadam
