#include "image/prediction_mark.h"

#include "base/error.h"
#include "image/open_picture.h"

#include <string_view>

namespace macadam {

bool isMarkedAsPrediction(const std::filesystem::path& file) {
  try {
    const GdalSession session;
    const GdalDataset picture = openPicture(file);
    const char* description = GDALGetMetadataItem(picture.get(), "TIFFTAG_IMAGEDESCRIPTION", nullptr);
    return description != nullptr && std::string_view(description) == kPredictionMark;
  } catch (const Error&) {
    return false;
  }
}

}  // namespace macadam
