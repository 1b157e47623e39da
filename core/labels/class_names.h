#pragma once

#include "labels/mask_values.h"

#include <filesystem>
#include <vector>

namespace macadam {

/// The classes that a labelling program lists beside its masks: `labelmap.txt` (CVAT, datumaro:
/// `name:r,g,b:parts:actions`; without a colour it is that of PASCAL VOC for the line's number) and `_classes.csv`
/// (Roboflow: `value, name`), looked for in the masks' folder and in those above it up to `root`. Empty where there is
/// no such list.
std::vector<NamedMaskValue> classNamesFor(const std::filesystem::path& maskFolder, const std::filesystem::path& root);

}  // namespace macadam
