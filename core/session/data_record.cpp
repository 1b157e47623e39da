#include "session/data_record.h"

#include "base/error.h"

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

std::string changesBetween(DataFiles before, DataFiles now) {
  const std::string meaning = changedMeaning(before, now);
  before.erase(kMeaning);
  now.erase(kMeaning);
  const std::string files = changesText(before, now);
  return meaning + (meaning.empty() || files.empty() ? "" : ", ") + files;
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
  const std::string changes = changesBetween(loadDataFiles(run.dataFiles(), dataset, record.files), record.files);
  if (changes.empty()) return record;
  if (changed == ChangedData::Refused) {
    throw Error(dataset.root.string(), "is not what this run was begun with: " + changes,
                "restore it, name where it was moved to by `macadam-cli resume RUN --data FOLDER`, or go on with it as "
                "it is by --accept-changed-data");
  }
  record.hasChanged = true;
  record.note = "goes on with data that has changed since the run was begun: " + changes;
  return record;
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
