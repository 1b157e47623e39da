#pragma once

#include "runs/run_store.h"

#include <filesystem>
#include <string>
#include <vector>

namespace macadam {

/// What a person wrote about a run.
struct RunNotes {
  std::string title{};  ///< A name in place of the one that it began with; its folder keeps its own.
  std::vector<std::string> tags;
  std::string note;

  bool isEmpty() const { return title.empty() && tags.empty() && note.empty(); }
  bool operator==(const RunNotes&) const = default;
};

/// The `notes.toml` in the run's folder.
std::filesystem::path notesFile(const RunFolder& run);

/// Empty where nothing was written. @throws Error with file and line when it cannot be understood.
RunNotes loadNotes(const RunFolder& run);

/// Replaces the file all at once; empty notes need none. @throws Error when the run's folder has gone or is read-only.
void saveNotes(const RunNotes& notes, const RunFolder& run);

/// The title that someone gave a run, else the name of its folder; never throws.
std::string titleOf(const RunFolder& run);

/// Tags as a person types them, `baseline, 512 px`: without blanks around them, none twice.
std::vector<std::string> tagsFromText(const std::string& text);
/// The reverse.
std::string toText(const std::vector<std::string>& tags);

}  // namespace macadam
