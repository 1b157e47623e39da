#pragma once

#include "base/error.h"
#include "labels/mask_facts.h"
#include "labels/mask_values.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace macadam {

/// A mask of a data set with what its pixels hold.
struct SurveyedMask {
  std::filesystem::path file;
  std::shared_ptr<const MaskFacts> facts;
};

/// A value that stands in the masks of a data set, for showing and choosing.
struct FoundValue {
  MaskValue value;
  std::string name;                     ///< Of a palette or a list of classes; empty where there is none.
  std::optional<std::uint32_t> colour;  ///< 0xRRGGBB, where it is a colour or the palette has one.
  double share = 0.0;                   ///< Of the pixels of all masks.
  bool isDeclaredNoData = false;
  Label label = Label::Unknown;  ///< What it was decided to mean.
};

/// What the values of all masks of a data set mean together.
struct MaskMeaning {
  MaskValues values;
  std::string sentence;           ///< What was decided, as in `masks hold 0 and 1: 1 is road`; empty without masks.
  std::optional<Problem> open;    ///< What has to be decided by a person first; until then every pixel is unknown.
  std::vector<FoundValue> found;  ///< By their share, the largest first; at most 64.
  LabelCounts counts;             ///< Of all masks.
  double otherThanBefore = 0.0;   ///< Share of the pixels that versions without this decision read otherwise.
};

/// What is known beside the pixels.
struct MaskHints {
  std::string chosen;                 ///< `data.mask_values`; empty leaves the decision to the masks.
  bool isRoadNet = false;             ///< By the layout roads are red on white.
  std::vector<NamedMaskValue> names;  ///< Of a list of classes.
};

/// Decides once for all masks of a data set.
///
/// 0 and one other value; 0, 1 and 255 (unknown); red on white; one colour on black; a road drawn in the alpha channel;
/// values between black and white, cut at the middle; numbers of instances. A value that the file declares as "no data"
/// is unknown. What is none of these, or could be two of them, is left open.
MaskMeaning decideMasks(const std::vector<SurveyedMask>& masks, const MaskHints& hints);

/// More than half road, or none at all, in what is labelled; `what` are the masks that were counted.
std::optional<Problem> unlikelyShare(const LabelCounts& counts, const std::string& what);

/// The sentence of the data set for a person who knew it before, empty where nothing has changed.
std::string changeNote(const MaskMeaning& meaning);

}  // namespace macadam
