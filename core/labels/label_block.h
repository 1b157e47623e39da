#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace macadam {

/// What stands in a pixel of an edited mask, and where that is from.
struct LabelPixel {
  std::uint8_t label = 0;   ///< 0 background, 1 road, 255 unknown.
  std::uint8_t source = 0;  ///< As it came, a person, or an accepted proposal: a code of LabelSources.

  bool operator==(const LabelPixel&) const = default;
};

/// Equal pixels in the row-major order of a block, up to where the next run begins.
struct LabelRun {
  std::uint16_t begin = 0;
  LabelPixel pixel;

  bool operator==(const LabelRun&) const = default;
};

/// What is put over some of a block's pixels, `begin` up to, and without, `end`.
struct LabelPatch {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  LabelPixel pixel;
};

/// At most 65,536 pixels as runs, which copies share; a value that never changes. Equal pixels are equal runs.
class LabelBlock {
 public:
  explicit LabelBlock(LabelPixel fill = {}) : whole_{0, fill} {}
  /// Of runs in order, the first of which begins at 0; neighbours may be alike.
  explicit LabelBlock(const std::vector<LabelRun>& runs);

  bool isUniform() const { return !runs_; }
  std::span<const LabelRun> runs() const { return runs_ ? std::span(*runs_) : std::span(&whole_, 1); }
  LabelPixel at(std::uint32_t offset) const { return runFrom(offset)->pixel; }
  /// The run that the pixel is of, as an iterator into `runs`.
  std::span<const LabelRun>::iterator runFrom(std::uint32_t offset) const;
  /// Of a block of `pixels` pixels; the patches are in order and do not overlap.
  LabelBlock patched(std::span<const LabelPatch> patches, std::uint32_t pixels) const;
  /// True where it costs nothing to see that two are equal.
  bool sharesWith(const LabelBlock& other) const { return runs_ == other.runs_ && (runs_ || whole_ == other.whole_); }
  /// Beyond those of the object itself.
  std::size_t bytes() const { return runs_ ? runs_->capacity() * sizeof(LabelRun) : 0; }

  bool operator==(const LabelBlock& other) const;

 private:
  LabelRun whole_;  ///< Says nothing where there are runs.
  std::shared_ptr<const std::vector<LabelRun>> runs_;
};

}  // namespace macadam
