#include "ui/compare/tile_set.h"

#include "ui/project/project_document.h"

namespace macadam {

std::vector<Sample> tilesOf(const ProjectDocument& document, TileSet set) {
  const auto isOfSet = [set](const Sample& sample, Subset subset) {
    switch (set) {
      case TileSet::Validation:
        return subset == Subset::Validation;
      case TileSet::Test:
        return subset == Subset::Test;
      case TileSet::Labelled:
        return subset == Subset::Labelled;
      case TileSet::Unlabelled:
        return subset == Subset::Unlabelled;
      case TileSet::WithMasks:
        return sample.hasMask();
      case TileSet::WithoutMasks:
        return !sample.hasMask();
      case TileSet::All:
        break;
    }
    return true;
  };
  std::vector<Sample> tiles;
  const std::vector<Sample>& samples = document.dataset()->samples;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    if (isOfSet(samples[i], document.subsetOf(i))) tiles.push_back(samples[i]);
  }
  return tiles;
}

}  // namespace macadam
