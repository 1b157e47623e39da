#pragma once

#include "data/dataset.h"

#include <vector>

namespace macadam {

class ProjectDocument;

/// Which tiles of a project are listed. The numbers are kept in settings.
enum class TileSet { Validation, Test, WithMasks, Labelled, Unlabelled, WithoutMasks, All };

std::vector<Sample> tilesOf(const ProjectDocument& document, TileSet set);

}  // namespace macadam
