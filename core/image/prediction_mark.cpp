#include "image/prediction_mark.h"

#include "base/error.h"
#include "image/description.h"

namespace macadam {

bool isMarkedAsPrediction(const std::filesystem::path& file) {
  try {
    return descriptionOf(file) == kPredictionMark;
  } catch (const Error&) {
    return false;
  }
}

}  // namespace macadam
