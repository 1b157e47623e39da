#include "runs/run_notes.h"

#include "base/atomic_file.h"
#include "data/toml_file.h"
#include "spec/field.h"

#include <algorithm>
#include <system_error>

namespace macadam {
namespace {

constexpr TomlFormat kNotesFormat{"the notes of a run"};
constexpr auto kBlank = " \t\r\n";

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(kBlank);
  return first == std::string::npos ? std::string() : text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

}  // namespace

std::filesystem::path notesFile(const RunFolder& run) {
  return run.path() / "notes.toml";
}

RunNotes loadNotes(const RunFolder& run) {
  const std::filesystem::path file = notesFile(run);
  if (!std::filesystem::exists(file)) return {};
  const toml::table table = readTomlFile(file, kNotesFormat);
  RunNotes notes{.title = table["title"].value_or(std::string()), .note = table["note"].value_or(std::string())};
  const toml::array* tags = table["tags"].as_array();
  if (tags == nullptr) return notes;
  for (const toml::node& tag : *tags) {
    const auto text = tag.value<std::string>();
    if (!text) throw Error(file.string(), "has a tag that is no text", "write tags = [\"one\", \"two\"]");
    notes.tags.push_back(*text);
  }
  return notes;
}

void saveNotes(const RunNotes& notes, const RunFolder& run) {
  const std::filesystem::path file = notesFile(run);
  requireReplaceable(file, kNotesFormat);
  if (notes.isEmpty()) {
    std::error_code error;
    std::filesystem::remove(file, error);
    if (error) throw Error(file.string(), "cannot be removed (" + error.message() + ")", "make the folder writable");
    return;
  }
  std::string tags;
  for (const std::string& tag : notes.tags) tags += (tags.empty() ? "" : ", ") + literal(tag);
  const std::string title = notes.title.empty() ? "" : "title = " + literal(notes.title) + "\n";
  writeTextAtomically(
      file, versionLine(kNotesFormat) + title + "tags = [" + tags + "]\nnote = " + literal(notes.note) + "\n");
}

std::string titleOf(const RunFolder& run) {
  try {
    const std::string title = loadNotes(run).title;
    return title.empty() ? run.name() : title;
  } catch (const std::exception&) {
    return run.name();
  }
}

std::vector<std::string> tagsFromText(const std::string& text) {
  std::vector<std::string> tags;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find(',', start), text.size());
    const std::string tag = trimmed(text.substr(start, end - start));
    if (!tag.empty() && std::ranges::find(tags, tag) == tags.end()) tags.push_back(tag);
    start = end + 1;
  }
  return tags;
}

std::string toText(const std::vector<std::string>& tags) {
  std::string text;
  for (const std::string& tag : tags) text += (text.empty() ? "" : ", ") + tag;
  return text;
}

}  // namespace macadam
