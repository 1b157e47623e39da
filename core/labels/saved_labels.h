#pragma once

#include "image/geo_reference.h"
#include "labels/label_files.h"
#include "labels/label_journal.h"
#include "labels/label_plane.h"
#include "labels/label_sources.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace macadam {

/// What a file of labels says of itself: how far the journal had come when it was written.
struct SavedState {
  std::string journal;      ///< Its id.
  std::size_t records = 0;  ///< Of the journal, which the file holds.
  std::string contents;     ///< A hash over the labels or codes, by which another program's changes are noticed.
  std::string picture;      ///< What the picture held (base/content_hash.h).

  bool operator==(const SavedState&) const = default;
};

std::string describe(const SavedState& state);
/// None where a file's description is no such text.
std::optional<SavedState> savedStateFrom(const std::string& description);

/// As SavedState::contents, row by row.
std::string hashOfLabels(const LabelPlane& plane);
std::string hashOfSources(const LabelPlane& plane);

/// A picture's labels at one moment, for saving them beside further work.
struct LabelSnapshot {
  LabelPlane plane;
  LabelSources sources;
  std::size_t position = 0;  ///< Records of the journal that it holds.
  LabelFiles files;
  std::optional<GeoReference> ground;  ///< Of the picture, and so of the mask.
  std::string picture;                 ///< What the picture holds (base/content_hash.h).
  std::shared_ptr<LabelJournal> journal;
};

/// Replaces the files of a picture's labels, each all at once; on any thread, one save after the other. Where the files
/// hold later labels of the same journal already, they stay.
/// @throws Error naming the file and what to do; what was there before is then intact.
void saveLabels(const LabelSnapshot& snapshot);

/// Where `saveLabels` puts the mask.
std::filesystem::path maskFileOf(const LabelSnapshot& snapshot);

}  // namespace macadam
