#include "runs/data_files.h"

#include "base/atomic_file.h"
#include "base/content_hash.h"
#include "base/parallel.h"
#include "data/json_format.h"
#include "image/open_picture.h"
#include "image/side_metadata.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <set>
#include <string_view>
#include <vector>

namespace macadam {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostNames = 3;

/// `2 files were added (a.png, b.png)`.
std::string partText(const std::vector<std::string>& names, const char* one, const char* many) {
  if (names.empty()) return {};
  const std::string count = std::to_string(names.size());
  return count + (names.size() == 1 ? std::string(" file ") + one : std::string(" files ") + many) + " (" +
         firstNames(names) + ")";
}

constexpr auto kMask = ".msk", kMetadata = ".aux.xml";  ///< Endings of side files.

/// A file, what a virtual one shows, and the files beside each that say how it is read.
void addWithCompanions(const std::filesystem::path& file, std::set<std::filesystem::path>& paths) {
  if (!paths.insert(file).second) return;
  for (const std::filesystem::path& source : sourcesOfVrt(file)) addWithCompanions(source, paths);
  for (const char* ending : {kMask, kMetadata}) {
    std::filesystem::path side = file;
    side += ending;
    if (std::filesystem::is_regular_file(side)) paths.insert(side);
  }
}

/// As contentOf, of a side file without what changes no pixel; empty where that is all it holds.
std::string contentOfMetadata(const std::filesystem::path& path) {
  const std::string text = metadataIn(path);
  return text.empty() ? std::string() : contentOfText(text);
}

std::string nameOf(const std::filesystem::path& file, const Dataset& dataset) {
  return file.lexically_relative(dataset.root).generic_string();
}

/// Images and masks themselves, and the side files of each, there or not.
std::set<std::string> ownNames(const Dataset& dataset) {
  std::set<std::string> names;
  for (const Sample& sample : dataset.samples) {
    for (const std::filesystem::path& file : {sample.image, sample.mask}) {
      for (const char* ending : {"", kMask, kMetadata}) names.insert(nameOf(file, dataset) + ending);
    }
  }
  return names;
}

/// What lists have said since this was written into them: side files of metadata count for what they say of pixels,
/// and those of pictures that VRTs show are in the list.
constexpr auto kSideFiles = "side_files", kAsTheyAreRead = "as they are read";

/// A former list as it would be written today, where the files are as they were. Of metadata that says nothing of
/// pixels now, nobody knows what it said.
DataFiles asWrittenToday(const DataFiles& former, const Dataset& dataset, const DataFiles& now) {
  DataFiles today;
  for (const auto& [name, content] : former) {
    const std::filesystem::path file = dataset.root / name;
    const bool isMetadata = name.ends_with(kMetadata) && std::filesystem::is_regular_file(file);
    const auto read = now.find(name);
    if (!isMetadata) {
      today.emplace(name, content);
    } else if (read != now.end()) {
      today.emplace(name, content == contentOf(file) ? read->second : content);
    }
  }
  const std::set<std::string> own = ownNames(dataset);
  for (const auto& file : now) {
    if (!own.contains(file.first)) today.insert(file);
  }
  return today;
}

constexpr JsonFormat kDataFilesFormat{"what the files of a run's data held"};

/// A list as it was written.
struct Record {
  DataFiles files;
  bool isFormer = false;
};

Record loadRecord(const std::filesystem::path& file) {
  try {
    std::ifstream stream(file);
    Json record = Json::parse(stream);
    bringUpToDate(record, kDataFilesFormat, file.string());
    Record loaded{.isFormer = !record.contains(kSideFiles)};
    for (const auto& [name, content] : record.at("files").items())
      loaded.files.emplace(name, content.get<std::string>());
    return loaded;
  } catch (const Json::exception& exception) {
    throw Error(file.string(), std::string("cannot be read as the list of a run's data (") + exception.what() + ")",
                "restore it from a copy of the run, or remove it: the data is then not compared");
  }
}

}  // namespace

DataFiles dataFilesOf(const Dataset& dataset, int workers) {
  std::set<std::filesystem::path> paths;  // windows of one picture share its file
  for (const Sample& sample : dataset.samples) {
    addWithCompanions(sample.image, paths);
    if (sample.hasMask()) addWithCompanions(sample.mask, paths);
  }
  const std::vector<std::filesystem::path> list(paths.begin(), paths.end());
  std::vector<std::string> contents(list.size());
  parallelFor(list.size(), workers, [&](std::size_t i) {
    contents[i] = list[i].extension() == ".xml" ? contentOfMetadata(list[i]) : contentOf(list[i]);
  });
  DataFiles files;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (contents[i].empty()) continue;
    files.emplace(nameOf(list[i], dataset), std::move(contents[i]));
  }
  return files;
}

std::string fingerprintOf(const DataFiles& files) {
  ContentHash hash;
  for (const auto& [name, content] : files) {
    hash.add(name);
    hash.add(content);
  }
  return hash.text();
}

void saveDataFiles(const DataFiles& files, const std::filesystem::path& file) {
  Json list = Json::object();
  for (const auto& [name, content] : files) list[name] = content;
  Json record{{kSideFiles, kAsTheyAreRead}, {"files", list}};
  stateVersion(record, kDataFilesFormat);
  requireReplaceable(file, kDataFilesFormat);
  writeTextAtomically(file, record.dump(1, ' ', false, Json::error_handler_t::replace) + '\n');
}

DataFiles loadDataFiles(const std::filesystem::path& file) {
  return loadRecord(file).files;
}

DataFiles loadDataFiles(const std::filesystem::path& file, const Dataset& dataset, const DataFiles& now) {
  Record record = loadRecord(file);
  return record.isFormer ? asWrittenToday(record.files, dataset, now) : std::move(record.files);
}

std::string firstNames(const std::vector<std::string>& names) {
  std::string list;
  for (std::size_t i = 0; i < std::min(kMostNames, names.size()); ++i) list += (i == 0 ? "" : ", ") + names[i];
  if (names.size() > kMostNames) list += " and " + std::to_string(names.size() - kMostNames) + " more";
  return list;
}

std::string changesText(const DataFiles& before, const DataFiles& now) {
  std::vector<std::string> added, gone, changed;
  for (const auto& [name, content] : now) {
    const auto earlier = before.find(name);
    if (earlier == before.end())
      added.push_back(name);
    else if (earlier->second != content)
      changed.push_back(name);
  }
  for (const auto& [name, content] : before) {
    if (!now.contains(name)) gone.push_back(name);
  }
  std::string text;
  for (const std::string& part :
       {partText(changed, "has changed", "have changed"), partText(gone, "has gone", "have gone"),
        partText(added, "was added", "were added")}) {
    if (!part.empty()) text += (text.empty() ? "" : ", ") + part;
  }
  return text;
}

}  // namespace macadam
