#pragma once

#include "data/dataset.h"
#include "image/tile_content.h"
#include "spec/run_spec.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace macadam {

enum class Subset { Unused, Labelled, Unlabelled, Validation, Test };

std::string toString(Subset subset);

/// Which samples are labelled, unlabelled, validation and test: sorted sample ids, no id twice.
struct Split {
  std::string name;
  std::uint64_t seed = 0;
  double unlabelledPerLabelled = 0.0;
  std::vector<std::string> labelled;
  std::vector<std::string> unlabelled;
  std::vector<std::string> validation;
  std::vector<std::string> test;
  /// Samples of any set, or of none, that stay where they are when the split is drawn again.
  std::vector<std::string> locked;
  bool groupedByScene = true;  ///< False where it was drawn without regard to scenes, which it may then share out.

  Subset of(const std::string& id) const;
  /// Equal for equal sets, whatever the name, the locks and the drawing.
  std::string hash() const;
  bool operator==(const Split&) const = default;
};

/// Draws a split by the rules of `spec`; equal inputs give equal splits on every machine.
///
/// Declared origins (train, validation, test, labelled, unlabelled) are kept. Samples without masks, and those whose
/// masks label nothing, can only be unlabelled; those without data are in no set (emptyTiles tells of them). Of equal
/// seeds, shares and locks, whoever is labelled stays so where more are: the labelled of 1:8 are among those of 1:4.
/// `contents` runs parallel to `dataset.samples`; where it is empty nothing is balanced, and every mask is taken to
/// label.
/// What `before` locks stays in its sets and counts towards their sizes; drawn by scenes, a scene with locked samples
/// follows the first of them.
/// @throws Error when nothing is left to label.
Split drawSplit(const Dataset& dataset, const SplitSpec& spec, const std::vector<TileContent>& contents,
                const Split& before = {});

/// What is wrong with the lists of a split by themselves: nothing labelled, overlaps, unknown samples, labelled or
/// measured samples without masks.
std::vector<Problem> checkLists(const Split& split, const Dataset& dataset);

/// What forbids training on a split: what is wrong with its lists, and scenes on both sides of training and validation
/// or test that names tell, unless it was drawn without regard to them. Those that only the pictures tell do not, so
/// that splits of former versions can be used.
std::vector<Problem> obstaclesIn(const Split& split, const Dataset& dataset);

/// More than one sample, all of one scene: drawn by scenes, they cannot be divided.
bool showsOneScene(const Dataset& dataset);

/// What the shared scenes of a split mean for its scores; empty where it has none.
std::string sharedScenesNote(const Split& split, const Dataset& dataset);

/// @throws NewerFormat where the file is there and of a later Macadam, which stays as it is
void saveSplit(const Split& split, const std::filesystem::path& file);
Split loadSplit(const std::filesystem::path& file);
/// What such a file holds.
std::string toToml(const Split& split);
/// The reverse. @throws Error that names `source`.
Split parseSplit(const std::string& toml, const std::string& source);

}  // namespace macadam
