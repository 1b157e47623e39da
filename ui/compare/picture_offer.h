#pragma once

#include "data/dataset.h"

#include <QString>
#include <filesystem>
#include <optional>
#include <vector>

namespace macadam {

/// Pictures that can be chosen together.
struct PictureOffer {
  QString title;
  std::vector<std::filesystem::path> pictures;
};

/// The picture that is shown, and those of the selected tiles where they are several; windows of a picture stand for
/// all of it.
std::vector<PictureOffer> offersOf(const std::optional<Sample>& shown, const std::vector<Sample>& selected);

}  // namespace macadam
