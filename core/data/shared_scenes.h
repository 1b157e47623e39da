#pragma once

#include "data/split.h"

#include <string>
#include <vector>

namespace macadam {

/// What makes two samples show one scene.
enum class SceneBy { NamesAndPictures, Names };

/// A scene that is both trained on and measured on: its samples, in the order of the sets.
struct SharedScene {
  std::string scene;
  std::vector<std::string> trained;   ///< Labelled and unlabelled.
  std::vector<std::string> measured;  ///< Validation and test.

  std::vector<std::string> ids() const;
};

/// In the order of the scenes' first measured samples.
std::vector<SharedScene> sharedScenes(const Split& split, const Dataset& dataset, SceneBy by);

/// Each shared scene, by names and pictures, on one side: where a locked sample holds it, otherwise where most of it
/// lies, measuring on a tie. What needs a mask there and has none leaves the split; locked samples stay where they are.
Split withScenesOnOneSide(Split split, const Dataset& dataset);

/// Without samples that the data set lacks; those that need a mask and have none become unlabelled, or leave the sets
/// that measure.
Split withoutUnusableTiles(Split split, const Dataset& dataset);

}  // namespace macadam
