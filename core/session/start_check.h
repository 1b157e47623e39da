#pragma once

#include "base/error.h"
#include "data/dataset.h"
#include "data/split.h"
#include "spec/run_spec.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace macadam {

enum class Severity {
  Stops,  ///< The run cannot be started.
  Spoils  ///< It can, but what comes of it is worth less than it seems, or less than it could be.
};

/// What mends a finding, where one word from a person is enough.
enum class Fix {
  None,
  ShowField,     ///< The setting that `problem.where` names is to be changed.
  LocateData,    ///< The folder of the pictures is to be named anew.
  ChooseMasks,   ///< It is to be decided what the values of the masks mean.
  DrawSplit,     ///< A split is to be drawn.
  MoveScenes,    ///< withScenesOnOneSide
  TakeOutTiles,  ///< withoutUnusableTiles
};

/// One kind of thing that would stop or spoil a training.
struct Finding {
  Severity severity = Severity::Stops;
  Problem problem;  ///< With a count where there are several.
  Fix fix = Fix::None;
  std::vector<std::string> tiles = {};  ///< Those concerned, by id.
};

/// What is known beyond a data set and its split.
struct TileKnowledge {
  std::vector<TileContent> contents = {};  ///< Parallel to the samples, or empty.
  std::vector<LabelCounts> labels = {};    ///< The same, where the pictures have data; of empty ones the masks alone
                                           ///< are counted.
  const RunSpec* run = nullptr;            ///< That is to learn from them, where it is known.
};

/// What has gone of a data set since it was opened, and what was left out of it then.
std::vector<Finding> checkFiles(const Dataset& dataset);

/// Whether runs can be kept in a folder, which need not exist yet.
std::vector<Finding> checkFolder(const std::filesystem::path& runs);

/// What stands in the way in a data set and a split of it.
std::vector<Finding> checkTiles(const Dataset& dataset, const Split& split, const TileKnowledge& known = {});

/// The sets of a split, or those that the data set declares where the split has none, that label nothing; `labels` as
/// for TileKnowledge.
std::vector<Finding> unknownSets(const Dataset& dataset, const Split& split, const std::vector<LabelCounts>& labels);

/// Everything that would stop or spoil a run of `spec` that is kept in `runs`, what stops it first; nothing is written.
/// @param split the one to train on; where there is none, one is drawn by the rules of the spec. @param contents as
/// for TileKnowledge.
std::vector<Finding> checkStart(const RunSpec& spec, const std::filesystem::path& runs, const Dataset& dataset,
                                const std::optional<Split>& split, const std::vector<TileContent>& contents);

/// The same with the data set and the split that the spec names or draws.
std::vector<Finding> checkStart(const RunSpec& spec, const std::filesystem::path& runs);

/// The problems of those that stop a run.
std::vector<Problem> obstaclesIn(const std::vector<Finding>& findings);

}  // namespace macadam
