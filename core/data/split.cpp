#include "data/split.h"

namespace macadam {

std::string toString(Subset subset) {
  switch (subset) {
    case Subset::Unused: return "unused";
    case Subset::Labelled: return "labelled";
    case Subset::Unlabelled: return "unlabelled";
    case Subset::Validation: return "validation";
    case Subset::Test: return "test";
  }
  return {};
}

}  // namespace macadam
