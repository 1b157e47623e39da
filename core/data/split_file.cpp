#include "base/atomic_file.h"
#include "data/split.h"
#include "data/toml_file.h"
#include "spec/field.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace macadam {
namespace {

constexpr TomlFormat kSplitFormat{"a split"};

void writeList(std::string& text, std::string_view key, const std::vector<std::string>& ids) {
  text += '\n' + std::string(key) + " = [\n";
  for (const std::string& id : ids) text += "  " + literal(id) + ",\n";
  text += "]\n";
}

/// Sorted, as Split promises.
std::vector<std::string> readList(const toml::table& table, std::string_view key, const std::string& file,
                                  std::vector<Problem>& problems) {
  std::vector<std::string> ids;
  const toml::node* node = table.get(key);
  if (node == nullptr) return ids;
  const toml::array* list = node->as_array();
  if (list == nullptr || !(list->empty() || list->is_homogeneous<std::string>())) {
    problems.push_back(
        {file + ": " + std::string(key), "is not a list of samples", "write it as [\"a.png\", \"b.png\"]"});
    return ids;
  }
  for (const toml::node& id : *list) ids.push_back(id.value_or(std::string()));
  std::ranges::sort(ids);
  return ids;
}

void refuseOverlaps(const Split& split, const std::string& file, std::vector<Problem>& problems) {
  std::vector<std::string> ids;
  for (const auto* list : {&split.labelled, &split.unlabelled, &split.validation, &split.test}) {
    ids.insert(ids.end(), list->begin(), list->end());
  }
  std::ranges::sort(ids);
  for (auto twice = std::ranges::adjacent_find(ids); twice != ids.end();
       twice = std::adjacent_find(std::ranges::upper_bound(ids, *twice), ids.end())) {
    problems.push_back({file, "lists " + *twice + " more than once", "keep it in one of the lists"});
  }
}

Split splitFrom(toml::table table, const std::string& file, const std::string& otherName) {
  bringUpToDate(table, kSplitFormat, file);
  std::vector<Problem> problems;
  const auto list = [&](std::string_view key) { return readList(table, key, file, problems); };
  const Split split{.name = table["name"].value_or(otherName),
                    .seed = static_cast<std::uint64_t>(table["seed"].value_or<std::int64_t>(0)),
                    .unlabelledPerLabelled = table["unlabelled_per_labelled"].value_or(0.0),
                    .labelled = list("labelled"),
                    .unlabelled = list("unlabelled"),
                    .validation = list("validation"),
                    .test = list("test"),
                    .locked = list("locked"),
                    .groupedByScene = table["grouped_by_scene"].value_or(true)};
  refuseOverlaps(split, file, problems);
  if (!problems.empty()) throw Error(std::move(problems));
  return split;
}

}  // namespace

std::string toToml(const Split& split) {
  std::string text =
      "# Which samples train and which measure. The lists count; seed and ratio say how they were drawn.\n";
  text += versionLine(kSplitFormat) + "name = " + literal(split.name) +
          "\nseed = " + literal(static_cast<std::int64_t>(split.seed)) +
          "\nunlabelled_per_labelled = " + literal(split.unlabelledPerLabelled) + "\n";
  if (!split.groupedByScene) text += "grouped_by_scene = false\n";
  writeList(text, "labelled", split.labelled);
  writeList(text, "unlabelled", split.unlabelled);
  writeList(text, "validation", split.validation);
  writeList(text, "test", split.test);
  if (!split.locked.empty()) writeList(text, "locked", split.locked);
  return text;
}

void saveSplit(const Split& split, const std::filesystem::path& file) {
  requireReplaceable(file, kSplitFormat);
  writeTextAtomically(file, toToml(split));
}

Split loadSplit(const std::filesystem::path& file) {
  return splitFrom(readTomlFile(file), file.string(), file.stem().string());
}

Split parseSplit(const std::string& toml, const std::string& source) {
  try {
    return splitFrom(toml::parse(toml), source, {});
  } catch (const toml::parse_error& error) {
    throw Error(source, "is no split (" + std::string(error.description()) + ")", "");
  }
}

}  // namespace macadam
