#pragma once

#include "image/raster.h"
#include "labels/mask_facts.h"

#include <filesystem>
#include <memory>

namespace macadam {

/// @throws Error when a picture or mask ends too early.
void refuseCutShort(const std::filesystem::path& file);

/// What the pixels of a mask hold. @throws Error when it does not fit its image: another size, other ground.
std::shared_ptr<const MaskFacts> lookAtMask(const std::filesystem::path& mask, const Raster& image);

}  // namespace macadam
