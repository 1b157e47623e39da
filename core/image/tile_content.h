#pragma once

#include "base/parallel.h"
#include "data/dataset.h"

#include <optional>
#include <string>
#include <vector>

namespace macadam {

/// What a sample has to learn from and to measure with.
struct TileContent {
  /// Of what its mask labels and no window before it holds (data/windows.h); none without a mask, and where the mask
  /// labels nothing there, or nobody has said what it means.
  std::optional<double> roadShare;
  bool hasData = true;  ///< Of its picture, anywhere.
  bool isKnown = true;  ///< False where it cannot be read.

  bool operator==(const TileContent&) const = default;
};

struct MeasuredTiles {
  std::vector<TileContent> contents;  ///< Parallel to the samples.
  std::vector<LabelCounts> labels;    ///< Parallel to them.
  std::vector<Problem> problems;      ///< Of the samples that cannot be read, whose contents are not known.
};

struct MeasuredTile {
  TileContent content;
  LabelCounts labels;  ///< Of its mask, which is unknown where its picture has no data.
};

/// Decodes a sample's mask, and its picture where that may lack data; remembered as long as neither file changes.
/// @throws Error when one cannot be read.
MeasuredTile measureTile(const Sample& sample);

/// Measures every sample with `workers` threads.
MeasuredTiles measureTiles(const Dataset& dataset, int workers, const ProgressCallback& progress = {});

/// The same where every sample can be read. @throws Error with all problems
std::vector<TileContent> contentsOf(const Dataset& dataset, int workers);

/// Whether a sample can be learned from with its labels, or measured on: it has a mask that labels something.
bool isLabelling(const Sample& sample, const TileContent& content);

/// What is left out of the sets that need labels although it has a mask, and of all sets because it shows nothing;
/// empty as a rule.
std::vector<Problem> emptyTiles(const Dataset& dataset, const std::vector<TileContent>& contents);

}  // namespace macadam
