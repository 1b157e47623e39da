#pragma once

#include "labels/mask_meaning.h"
#include "labels/mask_totals.h"

#include <optional>
#include <string>
#include <vector>

namespace macadam {

/// What the values of masks tell by themselves.
struct MaskDecision {
  std::optional<MaskValues> values;  ///< None where a person has to decide.
  std::string says;                  ///< `1 is road, 255 is unknown`; where it is open, why.
  std::string choices;               ///< Where it is open, what may be set, as in `"road=1; unknown=0"`.
};

MaskDecision decided(MaskValues values, std::string says);
MaskDecision leftOpen(std::string why, std::string choices);

MaskDecision decide(const MaskTotals& totals, const std::vector<SurveyedMask>& masks, const MaskHints& hints);

}  // namespace macadam
