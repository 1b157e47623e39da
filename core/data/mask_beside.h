#pragma once

#include "data/dataset.h"

#include <filesystem>
#include <optional>
#include <string>

namespace macadam {

/// The mask of a picture that is in no data set, with what its values mean by themselves.
struct MaskBeside {
  std::filesystem::path file;
  MaskReading reading;
  std::string sentence;  ///< What was decided, as of a data set.
};

/// The mask of a picture, understood, where it would lie if its folders were a data set: in a folder of masks beside,
/// above or below that of the picture, in the same folder under a name such as `17_mask`, or as in a known layout.
/// Nothing where none lies there; what Macadam has predicted is none.
/// @throws Error when it cannot be used: it does not fit the picture, or what its values mean is for a person to say.
std::optional<MaskBeside> maskBeside(const std::filesystem::path& picture);

}  // namespace macadam
