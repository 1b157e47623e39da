#include "base/number_text.h"
#include "base/problem_groups.h"
#include "data/shared_scenes.h"
#include "data/split_wish.h"
#include "session/start_check.h"
#include "spec/validate.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace macadam {
namespace {

using Ids = std::vector<std::string>;

std::size_t indexIn(const Dataset& dataset, const Sample& sample) {
  return static_cast<std::size_t>(&sample - dataset.samples.data());
}

/// Of the masks alone where `labels` is empty.
LabelCounts countsOf(const Dataset& dataset, const Ids& ids, const std::vector<LabelCounts>& labels) {
  if (labels.empty()) return labelCountsOf(dataset, ids);
  LabelCounts all;
  for (const std::string& id : ids) {
    if (const Sample* sample = dataset.find(id)) all += labels[indexIn(dataset, *sample)];
  }
  return all;
}

/// Those that the data set declares so, where the split has none: they may have been left out of it.
Ids measured(const Dataset& dataset, const Ids& split, Origin origin) {
  Ids ids = split;
  for (const Sample& sample : dataset.samples) {
    if (split.empty() && sample.origin == origin) ids.push_back(sample.id);
  }
  return ids;
}

/// Looks for everything in turn.
class TileCheck {
 public:
  TileCheck(const Dataset& dataset, const Split& split, const TileKnowledge& known)
      : dataset_(dataset), split_(split), known_(known) {}

  std::vector<Finding> findings() {
    addMasks();
    addLists();
    addScenes();
    addSets();
    addPreview();
    addLabels();
    if (std::string note = ratioNote(split_, dataset_); !note.empty()) {
      spoils({"the ratio:", std::move(note),
              "scenes are not divided and locks stay: take another seed, move tiles by hand, or ask for less"});
    }
    return std::move(findings_);
  }

 private:
  void stops(Problem problem, Fix fix = Fix::None, Ids tiles = {}) {
    findings_.push_back({Severity::Stops, std::move(problem), fix, std::move(tiles)});
  }
  void spoils(Problem problem, Fix fix = Fix::None, Ids tiles = {}) {
    findings_.push_back({Severity::Spoils, std::move(problem), fix, std::move(tiles)});
  }

  void addMasks() {
    const bool isDecided = known_.run != nullptr && !known_.run->data.maskValues.empty();
    if (dataset_.masks.open && !isDecided) return stops(*dataset_.masks.open, Fix::ChooseMasks);
    const bool isAccepted = known_.run != nullptr && known_.run->data.acceptUnlikelyMasks;
    if (dataset_.masks.open || dataset_.acceptsUnlikelyMasks || isAccepted) return;
    const LabelCounts labelled = countsOf(dataset_, split_.labelled, known_.labels);
    if (labelled.all() == 0) return;
    if (auto problem = unlikelyShare(labelled, "the masks of the labelled tiles"))
      stops(*std::move(problem), Fix::ChooseMasks, split_.labelled);
  }

  void addLists() {
    for (const ProblemGroup& group : grouped(checkLists(split_, dataset_))) {
      const bool areTiles = split_.of(group.places.front()) != Subset::Unused;
      const Fix fix = split_.labelled.empty() && !areTiles ? Fix::DrawSplit : Fix::TakeOutTiles;
      stops(summaryOf(group), fix, areTiles ? group.places : Ids());
    }
  }

  void addScenes() {
    const std::vector<SharedScene> byName = sharedScenes(split_, dataset_, SceneBy::Names);
    const std::vector<SharedScene> all = sharedScenes(split_, dataset_, SceneBy::NamesAndPictures);
    const std::string remedy = "keep a scene on one side of training and measuring";
    if (!split_.groupedByScene) {
      if (all.empty()) return;
      Problem problem = problemOf(all);
      problem.what += ", for the split was drawn without regard to scenes; scores are higher than on unseen ground";
      problem.remedy = "draw the split by scenes, where there are several";
      return spoils(std::move(problem), Fix::None, tilesOf(all));
    }
    if (!byName.empty()) {
      Problem problem = problemOf(byName);
      problem.remedy = remedy;
      return stops(std::move(problem), fixOf(byName, SceneBy::Names), tilesOf(byName));
    }
    if (all.empty()) return addOneScene();
    Problem problem = problemOf(all);
    problem.what += " (equal files, versions of one photograph, or tiles that overlap on the ground)";
    problem.remedy = remedy;
    spoils(std::move(problem), fixOf(all, SceneBy::NamesAndPictures), tilesOf(all));
  }

  void addOneScene() {
    if (!showsOneScene(dataset_)) return;
    spoils({"all tiles", "show one scene, which is kept together", "draw the split without keeping scenes together"});
  }

  Problem problemOf(const std::vector<SharedScene>& scenes) const {
    std::set<std::string> sets;
    for (const SharedScene& scene : scenes) {
      for (const std::string& id : scene.measured) sets.insert(toString(split_.of(id)));
    }
    const std::string measured = sets.size() == 1 ? *sets.begin() : "in validation or test";
    const std::string where = "in training and " + measured + ", " + counted(tilesOf(scenes).size(), "tile");
    if (scenes.size() == 1) return {"scene " + scenes.front().scene, "is " + where, ""};
    return {std::to_string(scenes.size()) + " scenes", "are " + where + " (" + scenes.front().scene + " first)", ""};
  }

  static Ids tilesOf(const std::vector<SharedScene>& scenes) {
    Ids ids;
    for (const SharedScene& scene : scenes) std::ranges::move(scene.ids(), std::back_inserter(ids));
    return ids;
  }

  /// Locks on both sides cannot be mended without a person, nor where the move would leave nothing labelled.
  Fix fixOf(const std::vector<SharedScene>& scenes, SceneBy by) const {
    const Split moved = withScenesOnOneSide(split_, dataset_);
    const bool mends = sharedScenes(moved, dataset_, by).size() < scenes.size();
    return mends && !moved.labelled.empty() ? Fix::MoveScenes : Fix::None;
  }

  void addSets() {
    if (split_.labelled.size() == 1) {
      spoils({"one tile", "alone is labelled, and all labels come from it", "label more"}, Fix::None, split_.labelled);
    }
    if (split_.unlabelled.empty() && known_.run != nullptr && readsUnlabelled(known_.run->method)) {
      const std::string ungrouped =
          split_.groupedByScene ? "draw it with split.group_by_scene = false where all tiles show one scene, " : "";
      stops({"split " + split_.name, "has no unlabelled tiles, which the method learns from",
             "move some to unlabelled, " + ungrouped + "or train with method.kind = \"supervised\""});
    } else if (split_.unlabelled.empty() && known_.run == nullptr) {
      spoils({"no tile", "is unlabelled, and most methods learn from those", "move some there, or draw again"});
    }
    if (split_.validation.empty()) {
      spoils({"no tile", "is for validation: training shows no scores and keeps the last networks as the best",
              "move some there"});
    }
    std::ranges::move(unknownSets(dataset_, split_, known_.labels), std::back_inserter(findings_));
  }

  void addPreview() {
    if (known_.run == nullptr) return;
    const std::string& preview = known_.run->schedule.previewTile;
    if (preview.empty() || split_.of(preview) == Subset::Validation) return;
    stops({"schedule.preview_tile", "names " + preview + ", which is no validation tile",
           "name one of them, or leave it empty"},
          Fix::ShowField);
  }

  /// Tiles that are to teach or to measure by masks that label nothing; whether there are none.
  bool addUnknownTiles() {
    Ids unknown;
    for (const Ids* ids : {&split_.labelled, &split_.validation, &split_.test}) {
      for (const std::string& id : *ids) {
        const Sample* sample = dataset_.find(id);
        if (sample == nullptr || !sample->hasMask()) continue;
        const TileContent& content = contentOf(*sample);
        if (content.isKnown && !content.roadShare) unknown.push_back(id);
      }
    }
    if (unknown.empty() || dataset_.masks.open) return true;
    const bool isOne = unknown.size() == 1;
    spoils({isOne ? unknown.front() : counted(unknown.size(), "tile"),
            std::string(isOne ? "is" : "are") + " to teach or to measure, and unknown throughout",
            "mend the mask, or move it to unlabelled"},
           Fix::None, unknown);
    return false;
  }

  /// Some background is as it should be; where most of what is labelled shows nothing else, masks may be missing.
  void addLabels() {
    if (known_.contents.size() != dataset_.samples.size() || split_.labelled.empty()) return;
    if (addUnknownTiles()) {
      for (Problem& problem : emptyTiles(dataset_, known_.contents)) spoils(std::move(problem));
    }
    Ids empty;
    for (const std::string& id : split_.labelled) {
      const Sample* sample = dataset_.find(id);
      if (sample == nullptr || !sample->hasMask()) continue;
      if (contentOf(*sample).roadShare == 0.0) empty.push_back(id);
    }
    if (2 * empty.size() <= split_.labelled.size() || empty.size() == split_.labelled.size()) return;
    spoils({std::to_string(empty.size()) + " of " + counted(split_.labelled.size(), "labelled tile"),
            "show no road and teach background alone", "check their masks, or label others"},
           Fix::None, std::move(empty));
  }

  const TileContent& contentOf(const Sample& sample) const { return known_.contents[indexIn(dataset_, sample)]; }

  const Dataset& dataset_;
  const Split& split_;
  const TileKnowledge& known_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> unknownSets(const Dataset& dataset, const Split& split, const std::vector<LabelCounts>& labels) {
  std::vector<Finding> findings;
  const auto look = [&](const Ids& ids, const std::string& name) {
    const LabelCounts counts = countsOf(dataset, ids, labels);
    if (dataset.masks.open || counts.all() == 0 || counts.labelled() > 0) return;
    findings.push_back(
        {Severity::Spoils,
         {"the " + name + " tiles", "label nothing: every pixel is unknown, so that no IoU is measured on them",
          "move tiles with labels into that set, or mend their masks"},
         Fix::None,
         ids});
  };
  look(measured(dataset, split.validation, Origin::Validation), "validation");
  look(measured(dataset, split.test, Origin::Test), "test");
  return findings;
}

std::vector<Finding> checkTiles(const Dataset& dataset, const Split& split, const TileKnowledge& known) {
  std::vector<Finding> findings = TileCheck(dataset, split, known).findings();
  std::ranges::stable_sort(findings, {}, &Finding::severity);
  return findings;
}

}  // namespace macadam
