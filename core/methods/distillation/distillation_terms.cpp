#include "methods/distillation/distillation_terms.h"

#include "methods/distillation/cwd.h"
#include "methods/distillation/dist.h"
#include "methods/distillation/heo.h"
#include "methods/distillation/hinton.h"
#include "methods/distillation/liu_pair.h"
#include "methods/distillation/liu_pixel.h"
#include "methods/distillation/soft_targets.h"
#include "methods/distillation/weighted_mean.h"
#include "methods/distillation/zhou.h"
#include "nn/compat.h"

#include <torch/torch.h>

namespace macadam {
namespace {

torch::Tensor meanOf(const std::vector<torch::Tensor>& logits) {
  return torch::stack(logits).mean(0);
}

}  // namespace

torch::Tensor within(Scope scope, const torch::Tensor& all, std::int64_t labelled) {
  switch (scope) {
    case Scope::Labelled:
      return all.narrow(0, 0, labelled);
    case Scope::Unlabelled:
      return all.narrow(0, labelled, all.size(0) - labelled);
    case Scope::Both:
      break;
  }
  return all;
}

Taught Taught::within(Scope scope, std::int64_t labelled) const {
  const auto rows = [&](const torch::Tensor& all) { return macadam::within(scope, all, labelled); };
  const auto floats = [&](const torch::Tensor& all) { return rows(all).to(torch::kFloat); };
  Taught some{.logits = floats(logits),
              .features = floats(features),
              .projected = floats(projected),
              .teacherProbabilities = rows(teacherProbabilities),
              .teacherFeatures = floats(teacherFeatures),
              .labels = rows(labels),
              .valid = rows(valid)};
  for (const torch::Tensor& said : teacherLogits) some.teacherLogits.push_back(floats(said));
  return some;
}

void addDistillation(const DistillationSpec& spec, const Taught& taught, std::int64_t labelled, Losses& losses) {
  const WithoutAutocast exact;
  const auto add = [&](const char* name, double weight, Scope scope, auto&& loss) {
    if (weight > 0.0) losses.add(name, loss(taught.within(scope, labelled)), weight);
  };
  add("hinton", spec.hintonWeight, spec.hintonOn, [&](const Taught& of) {
    return hintonLoss(of.logits, softTargets(of.teacherLogits, spec.hintonTemperature), spec.hintonTemperature,
                      of.valid);
  });
  add("heo", spec.heoWeight, spec.heoOn, [](const Taught& of) {
    return heoLoss(of.projected, of.teacherFeatures,
                   validShares(of.valid, of.teacherFeatures.size(2), of.teacherFeatures.size(3)));
  });
  add("zhou", spec.zhouWeight, spec.zhouOn, [&](const Taught& of) {
    return zhouLoss(of.logits, softTargets(of.teacherLogits, spec.zhouTemperature), of.teacherProbabilities, of.labels,
                    spec.zhouTemperature, of.valid);
  });
  add("liu pixel", spec.liuPixelWeight, spec.liuPixelOn,
      [](const Taught& of) { return liuPixelLoss(of.logits, of.teacherProbabilities, of.valid); });
  add("liu pair", spec.liuPairWeight, spec.liuPairOn,
      [&](const Taught& of) { return liuPairLoss(of.features, of.teacherFeatures, spec.liuPairRegions, of.valid); });
  add("cwd", spec.cwdWeight, spec.cwdOn,
      [&](const Taught& of) { return cwdLoss(of.logits, meanOf(of.teacherLogits), spec.cwdTemperature, of.valid); });
  add("dist", spec.distWeight, spec.distOn,
      [](const Taught& of) { return distLoss(of.logits, of.teacherProbabilities, of.valid); });
}

}  // namespace macadam
