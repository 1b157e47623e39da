#pragma once

#include "data/layouts/picture_folders.h"

#include <cstddef>
#include <vector>

namespace macadam {

/// For each folder, those that hold its masks, the more usual name first; none for a folder of masks.
///
/// Folders belong together whose ways differ in the words for images and masks alone. Else masks may lie further up
/// (`images/train`, `masks`) or down (`images`, `masks/train`), or be named otherwise where no other folder comes into
/// question (`image_RGB`, `label_5classes`). Pictures in a folder that does not say what they are (`train` beside
/// `train_labels`) are the images of masks that nothing else claims.
std::vector<std::vector<std::size_t>> maskFoldersOf(const std::vector<PictureFolder>& folders);

}  // namespace macadam
