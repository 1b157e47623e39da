#pragma once

#include "labels/label_plane.h"

#include <opencv2/core.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace macadam {

/// What a step changed, pixel by pixel and both ways: what was there and what is there now.
///
/// It sets what it says whatever it finds, so that a row of edits, in order, ends at the same pixels from any of the
/// states in between.
class LabelEdit {
 public:
  LabelEdit() = default;
  /// Blocks that the two share cost nothing. @pre they are of one size.
  static LabelEdit between(const LabelPlane& before, const LabelPlane& after);

  cv::Size size() const { return size_; }  ///< Of the picture.
  bool isEmpty() const { return changes_.empty(); }
  std::int64_t pixels() const;
  /// Of the blocks that it changes.
  cv::Rect bounds() const;
  std::size_t bytes() const { return parts_.capacity() * sizeof(Part) + changes_.capacity() * sizeof(Change); }

  /// @pre the plane is of this size. @return the bounds of the blocks that changed.
  cv::Rect redo(LabelPlane& plane) const;
  cv::Rect undo(LabelPlane& plane) const;

  /// As it stands in a journal.
  std::string encoded() const;
  /// @throws Error where the text is no edit.
  static LabelEdit decoded(std::string_view text);

  bool operator==(const LabelEdit&) const = default;

 private:
  /// Pixels of a block, `begin` to `last`.
  struct Change {
    std::uint16_t begin = 0;
    std::uint16_t last = 0;
    LabelPixel before, after;

    bool operator==(const Change&) const = default;
  };
  /// The changes of a block are those from `first` up to those of the next part.
  struct Part {
    std::uint32_t block = 0;
    std::uint32_t first = 0;

    bool operator==(const Part&) const = default;
  };

  std::size_t endOf(std::size_t part) const;
  void addBlock(std::size_t index, const LabelBlock& before, const LabelBlock& after, std::uint32_t pixels);
  cv::Rect apply(LabelPlane& plane, LabelPixel Change::*side) const;

  cv::Size size_;
  std::vector<Part> parts_;
  std::vector<Change> changes_;
};

}  // namespace macadam
