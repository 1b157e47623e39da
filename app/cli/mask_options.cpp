#include "cli/mask_options.h"

namespace macadam {

void addMaskOptions(CLI::App& verb, DataChoices& choices) {
  verb.add_option("--mask-values", choices.maskValues,
                  "What the masks' values mean, as in \"road=1; unknown=255\" [decided by all masks together]")
      ->type_name("RULE");
  verb.add_flag("--accept-unlikely-masks", choices.acceptUnlikelyMasks,
                "Masks without road, or of more than half road, are right");
}

void addBandsOption(CLI::App& verb, DataChoices& choices) {
  const auto choose = [&choices](const std::string& text) {
    const auto bands = bandsFromText(text);
    if (!bands) throw CLI::ValidationError("--bands takes three numbers from 1, for example 3,2,1, not " + text);
    choices.bands = *bands;
  };
  verb.add_option_function<std::string>(
      "--bands", choose, "Bands that are red, green and blue, for example 3,2,1 [as the files name them]");
}

}  // namespace macadam
