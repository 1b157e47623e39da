#pragma once

#include "base/error.h"
#include "labels/label_history.h"
#include "labels/label_sources.h"

#include <opencv2/core.hpp>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace macadam {

/// What a journal of labels is about, stated once at its beginning.
struct JournalHeader {
  std::string id;  ///< Of this journal and no other.
  cv::Size size;   ///< Of the picture.
  /// The mask that the first step changed (base/content_hash.h) and how its values were read; empty where every pixel
  /// was unknown.
  std::string base;
  std::string reading;
  std::string baseSources;  ///< The file of codes that went with it; empty where there was none.
  LabelSources sources;     ///< What the codes meant.
  std::string picture;      ///< The picture file, as the base.

  bool operator==(const JournalHeader&) const = default;
};

struct StepUndone {
  bool operator==(const StepUndone&) const = default;
};
struct StepRedone {
  bool operator==(const StepRedone&) const = default;
};
/// From here on its code may be met.
struct SourceAdded {
  LabelSource source;
  bool operator==(const SourceAdded&) const = default;
};
/// What follows was drawn over another version of the picture than what is above.
struct PictureChanged {
  std::string picture;
  bool operator==(const PictureChanged&) const = default;
};

using LabelRecord = std::variant<LabelStep, StepUndone, StepRedone, SourceAdded, PictureChanged>;

/// A journal: a line of text, then the header and the records, each with its length and checksum.
std::string encoded(const JournalHeader& header);
std::string encoded(const LabelRecord& record);

struct JournalContents {
  JournalHeader header;
  std::vector<LabelRecord> records;
  std::uint64_t bytes = 0;  ///< Of the file, up to the end of the last whole record.
  std::string tail;         ///< What follows and is no whole record: cut off when it was written, or damaged since.
};

/// @throws Error naming the file where it cannot be read or was written by a newer Macadam; nothing where not even its
/// header is whole.
std::optional<JournalContents> readJournal(const std::filesystem::path& file);

}  // namespace macadam
