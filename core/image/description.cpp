#include "image/description.h"

#include "image/open_picture.h"

namespace macadam {

std::string descriptionOf(const std::filesystem::path& file) {
  const GdalSession session;
  const GdalDataset picture = openPicture(file);
  for (const char* name : {"TIFFTAG_IMAGEDESCRIPTION", "Description"}) {
    const char* description = GDALGetMetadataItem(picture.get(), name, nullptr);
    if (description != nullptr) return description;
  }
  return {};
}

}  // namespace macadam
