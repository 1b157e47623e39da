#include "session/data_record.h"

#include "base/error.h"
#include "base/number_text.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace macadam {
namespace {

/// Beside the files, what the values of the masks were taken to mean; no file below a data set has such a name.
constexpr const char* kMeaning = "/mask values";

/// Empty where it is the same, or was not recorded yet.
std::string changedMeaning(const DataFiles& before, const DataFiles& now) {
  const auto was = before.find(kMeaning), is = now.find(kMeaning);
  if (was == before.end() || is == now.end() || was->second == is->second) return {};
  return "its masks were read by \"" + was->second + "\" and now are by \"" + is->second + "\"";
}

std::string nameOf(const std::filesystem::path& file, const Dataset& dataset) {
  return file.lexically_relative(dataset.root).generic_string();
}

/// With the files beside it that say how it is read.
void eraseMask(const std::string& name, DataFiles& files) {
  for (const char* ending : {"", ".msk", ".aux.xml"}) files.erase(name + ending);
}

/// Takes the masks of pictures that the run knows out of both lists, wherever they lie now, and names the pictures of
/// those that have changed.
std::vector<std::string> takeChangedLabels(const Dataset& dataset, DataFiles& before, DataFiles& now) {
  std::vector<std::string> changed;
  std::set<std::string> looked;
  bool isAnyElsewhere = false;
  for (const Sample& sample : dataset.samples) {
    if (!sample.hasMask() || !looked.insert(imageOf(sample)).second) continue;
    const std::string name = nameOf(sample.mask, dataset);
    const auto held = now.find(name);
    if (held == now.end() || !before.contains(nameOf(sample.image, dataset))) continue;
    const auto record = recordedMask(sample, dataset, before);
    const bool isRecorded = record != before.end();
    if (isRecorded && record->second == held->second) {
      if (record->first == name) continue;
    } else {
      changed.push_back(sample.image.filename().string());
      isAnyElsewhere = isAnyElsewhere || !isRecorded;
    }
    if (isRecorded) eraseMask(std::string(record->first), before);
    eraseMask(name, now);
  }
  // The masks in whose place others are have not gone: they lie where they lay.
  if (isAnyElsewhere) {
    std::erase_if(before, [&](const auto& file) {
      return !now.contains(file.first) && std::filesystem::is_regular_file(dataset.root / file.first);
    });
  }
  return changed;
}

std::string labelsText(const std::vector<std::string>& pictures) {
  if (pictures.empty()) return {};
  return "the labels of " + counted(pictures.size(), "tile") + " have changed (" + firstNames(pictures) + ")";
}

/// What a run's data has become.
struct Changes {
  std::string labels, others;

  std::string text() const { return labels + (labels.empty() || others.empty() ? "" : ", ") + others; }
};

Changes changesBetween(DataFiles before, DataFiles now, const Dataset& dataset) {
  const std::string meaning = changedMeaning(before, now);
  before.erase(kMeaning);
  now.erase(kMeaning);
  const std::string labels = labelsText(takeChangedLabels(dataset, before, now));
  const std::string files = changesText(before, now);
  return {labels, meaning + (meaning.empty() || files.empty() ? "" : ", ") + files};
}

Error refusal(const Changes& changes, const Dataset& dataset, const RunFolder& run) {
  if (changes.others.empty()) {
    return {run.name(), "was begun with other labels: " + changes.labels,
            "train again with its settings, or go on with the labels of now by --accept-changed-data"};
  }
  return {dataset.root.string(), "is not what this run was begun with: " + changes.text(),
          "restore it, name where it was moved to by `macadam-cli resume RUN --data FOLDER`, or go on with it as it is "
          "by --accept-changed-data"};
}

}  // namespace

DataRecord recordData(const Dataset& dataset, const RunFolder& run, bool isBegun, ChangedData changed, int workers) {
  DataRecord record{.files = dataFilesOf(dataset, workers)};
  if (!dataset.masks.sentence.empty()) record.files.emplace(kMeaning, toText(dataset.masks.values));
  if (!isBegun) return record;
  if (!std::filesystem::exists(run.dataFiles())) {
    record.note = "what the files of " + dataset.root.string() +
                  " held when this run was begun is not recorded: whether they have changed since is not known";
    return record;
  }
  const Changes changes = changesBetween(loadDataFiles(run.dataFiles(), dataset, record.files), record.files, dataset);
  if (changes.text().empty()) return record;
  if (changed == ChangedData::Refused) throw refusal(changes, dataset, run);
  record.hasChanged = true;
  record.note = "goes on with data that has changed since the run was begun: " + changes.text();
  return record;
}

DataFiles::const_iterator recordedMask(const Sample& sample, const Dataset& dataset, const DataFiles& files) {
  const auto same = files.find(nameOf(sample.mask, dataset));
  if (same != files.end()) return same;
  const std::string ending = "labels/" + imageOf(sample) + sample.mask.extension().string();
  return std::ranges::find_if(files, [&](const auto& file) { return file.first.ends_with(ending); });
}

std::string recordedMaskRule(const RunFolder& run) {
  try {
    const DataFiles files = loadDataFiles(run.dataFiles());
    const auto rule = files.find(kMeaning);
    return rule == files.end() ? "" : rule->second;
  } catch (const Error&) {
    return {};
  }
}

}  // namespace macadam
