#include "cli/mask_options.h"

namespace macadam {

void addMaskOptions(CLI::App& verb, DataChoices& choices) {
  verb.add_option("--mask-values", choices.maskValues,
                  "What the masks' values mean, as in \"road=1; unknown=255\" [decided by all masks together]")
      ->type_name("RULE");
  verb.add_flag("--accept-unlikely-masks", choices.acceptUnlikelyMasks,
                "Masks without road, or of more than half road, are right");
}

}  // namespace macadam
