#include "data/edited_masks.h"

#include "data/layouts.h"
#include "data/mask_check.h"
#include "image/raster.h"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <utility>

namespace macadam {
namespace {

/// What is said of all masks together is said of them as they are now.
void renewProblems(Dataset& dataset, const Dataset& before, const std::string& formerMask) {
  const std::optional<Problem> unlikely = unlikelyMasks(before);
  std::optional<Problem> unpaired;
  if (std::ranges::none_of(before.samples, &Sample::hasMask)) unpaired = nothingPaired(before.root);
  std::erase_if(dataset.problems, [&](const Problem& problem) {
    return problem == unlikely || problem == unpaired || (!formerMask.empty() && problem.where == formerMask);
  });
  if (auto problem = unlikelyMasks(dataset)) dataset.problems.insert(dataset.problems.begin(), *std::move(problem));
}

}  // namespace

Dataset withEditedMask(const Dataset& dataset, const std::string& image, const std::filesystem::path& mask) {
  Dataset edited = dataset;
  const auto isOfImage = [&](const Sample& sample) { return imageOf(sample) == image; };
  const auto first = std::ranges::find_if(edited.samples, isOfImage);
  if (first == edited.samples.end()) throw std::out_of_range("no sample of " + image);
  const auto facts = lookAtMask(mask, Raster(first->image, first->pixels));
  const std::string formerMask = first->refusedMask.string();
  edited.labelCounts.erase(first->mask.string());
  edited.labelCounts[mask.string()] = countLabels(*facts, macadamMaskValues());
  for (Sample& sample : edited.samples) {
    if (!isOfImage(sample)) continue;
    sample.mask = mask;
    sample.refusedMask.clear();
    sample.maskRule.values = macadamMaskValues();
  }
  renewProblems(edited, dataset, formerMask);
  return edited;
}

}  // namespace macadam
