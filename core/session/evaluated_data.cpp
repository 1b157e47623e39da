#include "session/evaluated_data.h"

#include "base/error.h"
#include "data/split.h"
#include "runs/data_files.h"
#include "runs/run_store.h"
#include "session/data_record.h"
#include "session/run_staleness.h"
#include "spec/run_spec_toml.h"

#include <algorithm>
#include <optional>

namespace macadam {
namespace {

namespace fs = std::filesystem;

/// What a run says of the data that it was trained on.
struct RunData {
  RunFolder run;
  DataSpec spec;
  std::string rule;                             ///< What its masks were taken to mean; empty where not known.
  std::optional<std::vector<std::string>> ids;  ///< The tiles of the subset, where its split can be read.
};

std::vector<std::string> idsOf(const Split& split, EvaluationSubset subset) {
  if (subset == EvaluationSubset::Test) return split.test;
  if (subset == EvaluationSubset::Validation) return split.validation;
  std::vector<std::string> all = split.labelled;
  for (const auto* list : {&split.unlabelled, &split.validation, &split.test}) {
    all.insert(all.end(), list->begin(), list->end());
  }
  return all;
}

RunData dataOfRun(const RunFolder& run, EvaluationSubset subset) {
  RunData data{.run = run, .spec = loadRunSpec(run.spec()).data};
  if (fs::exists(run.split())) data.ids = idsOf(loadSplit(run.split()), subset);
  const std::string recorded = recordedMaskRule(run);
  data.rule = recorded.empty() ? data.spec.maskValues : recorded;
  if (data.spec.maskValues.empty()) data.spec.maskValues = recorded;
  return data;
}

/// Whether the pictures of these tiles hold what the run recorded of them; true where it recorded nothing.
bool holdsRecordedPictures(const Dataset& dataset, const RunData& trained) {
  if (!fs::exists(trained.run.dataFiles())) return true;
  Dataset pictures{.root = dataset.root};
  for (const std::string& id : *trained.ids) {
    pictures.samples.push_back(*dataset.find(id));
    pictures.samples.back().mask.clear();
  }
  const DataFiles now = dataFilesOf(pictures, trained.spec.decodeWorkers);
  const DataFiles recorded = loadDataFiles(trained.run.dataFiles(), pictures, now);
  return std::ranges::all_of(now, [&](const auto& file) {
    const auto before = recorded.find(file.first);
    return before == recorded.end() || before->second == file.second;
  });
}

std::string nameOf(EvaluationSubset subset) {
  if (subset == EvaluationSubset::All) return "tiles";
  return subset == EvaluationSubset::Test ? "test tiles" : "validation tiles";
}

/// How data in another place than the run names stands to the run's own.
struct Kinship {
  bool isRuns = false;
  std::optional<Problem> whyOther;  ///< Where it has tiles under their names and yet is not the run's.
};

Kinship kinshipOf(const Dataset& dataset, const RunData& trained, EvaluationSubset subset) {
  if (!trained.ids) return {};
  const auto isMissing = [&](const std::string& id) { return dataset.find(id) == nullptr; };
  const auto missing = std::ranges::count_if(*trained.ids, isMissing), all = std::ssize(*trained.ids);
  if (missing == all) return {};
  if (missing > 0) {
    return {.whyOther =
                Problem{dataset.root.string(),
                        "holds " + std::to_string(all - missing) + " of the " + std::to_string(all) + ' ' +
                            nameOf(subset) + " of the run's split",
                        "restore what is missing, for example " + *std::ranges::find_if(*trained.ids, isMissing)}};
  }
  if (holdsRecordedPictures(dataset, trained)) return {.isRuns = true};
  return {.whyOther =
              Problem{dataset.root.string(), "has other pictures under the names of the run's " + nameOf(subset),
                      "name the folder that holds the run's own"}};
}

std::string noteOf(const Kinship& kinship, const Dataset& dataset, EvaluationSubset subset) {
  if (kinship.isRuns) {
    return dataset.root.string() + " holds the data that the run was trained on: the " + nameOf(subset) +
           " of its split are taken";
  }
  if (!kinship.whyOther) return {};
  return kinship.whyOther->where + ' ' + kinship.whyOther->what + "; those that the data set declares are taken";
}

/// What is open is open for all, but the run's rule may be the answer.
void refuseOpenMasks(const Dataset& dataset, const std::string& runsRule, const std::optional<Problem>& whyOther) {
  if (!dataset.masks.open) return;
  std::vector<Problem> problems{*dataset.masks.open};
  if (!runsRule.empty()) problems.back().remedy += "; the run was trained by --mask-values \"" + runsRule + "\"";
  if (whyOther) problems.push_back(*whyOther);
  throw Error(std::move(problems));
}

/// Empty where the masks are read as the run's were, or where that is not known.
std::string otherRuleNote(const Dataset& dataset, const std::string& runsRule) {
  if (dataset.masks.sentence.empty() || runsRule.empty()) return {};
  const std::string here = toText(dataset.masks.values);
  if (here == runsRule) return {};
  return "the masks are read by \"" + here + "\", those that the run was trained on were by \"" + runsRule + "\"";
}

}  // namespace

EvaluatedData openEvaluatedData(const EvaluationRequest& request) {
  std::optional<RunData> trained;
  if (fs::is_directory(request.runOrCheckpoint)) {
    trained = dataOfRun(openRun(request.runOrCheckpoint), request.subset);
  }
  DataSpec data = trained ? trained->spec : DataSpec{};
  if (!request.data.empty()) data.path = request.data.string();
  if (data.path.empty()) throw Error("--data", "is missing", "a checkpoint alone does not know its data set; name one");
  if (request.windowSize > 0) data.windowSize = request.windowSize;
  bool isRuns = trained && fs::weakly_canonical(data.path) == fs::weakly_canonical(trained->spec.path);
  if (!isRuns) data.maskValues.clear();
  if (!request.maskValues.empty()) data.maskValues = request.maskValues;

  EvaluatedData evaluated{.dataset = openDataset(data)};
  if (trained && !isRuns) {
    Kinship kinship = kinshipOf(evaluated.dataset, *trained, request.subset);
    isRuns = kinship.isRuns;
    std::string note = noteOf(kinship, evaluated.dataset, request.subset);
    if (request.subset != EvaluationSubset::All && !note.empty()) evaluated.notes.push_back(std::move(note));
    evaluated.whyOther = std::move(kinship.whyOther);
    if (isRuns && request.maskValues.empty() && !trained->spec.maskValues.empty()) {
      data.maskValues = trained->spec.maskValues;
      evaluated.dataset = openDataset(data);
    }
  }
  const Dataset& dataset = evaluated.dataset;
  const std::string runsRule = trained ? trained->rule : "";
  refuseOpenMasks(dataset, runsRule, evaluated.whyOther);
  if (!dataset.masks.sentence.empty()) evaluated.notes.push_back(dataset.masks.sentence);
  if (std::string note = otherRuleNote(dataset, runsRule); !note.empty()) evaluated.notes.push_back(std::move(note));
  if (isRuns) {
    for (const std::string& reason : stalenessOf(trained->run, dataset, {}).reasons) {
      evaluated.notes.push_back("the run is stale: " + reason);
    }
  }
  if (const auto problem = unlikelyMasks(dataset)) evaluated.notes.push_back(describe(*problem));
  if (isRuns && request.subset != EvaluationSubset::All) {
    if (!trained->ids) throw Error(trained->run.split().string(), "has gone", "restore it, or take --subset all");
    evaluated.splitIds = std::move(trained->ids);
  }
  return evaluated;
}

}  // namespace macadam
