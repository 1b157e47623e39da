#include "session/data_record.h"

#include "base/error.h"

namespace macadam {

DataRecord recordData(const Dataset& dataset, const RunFolder& run, bool isBegun, ChangedData changed, int workers) {
  DataRecord record{.files = dataFilesOf(dataset, workers)};
  if (!isBegun) return record;
  if (!std::filesystem::exists(run.dataFiles())) {
    record.note = "what the files of " + dataset.root.string() +
                  " held when this run was begun is not recorded: whether they have changed since is not known";
    return record;
  }
  const std::string changes = changesText(loadDataFiles(run.dataFiles()), record.files);
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

}  // namespace macadam
