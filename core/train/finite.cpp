#include "train/finite.h"

#include "base/error.h"

#include <torch/torch.h>

#include <cmath>

namespace macadam {

std::vector<LossTerm> finiteTerms(const Losses& losses, std::int64_t iteration) {
  std::vector<torch::Tensor> values;
  for (const Losses::Term& term : losses.terms()) values.push_back(term.value.detach().to(torch::kFloat));
  const torch::Tensor read = torch::stack(values).to(torch::kCPU, torch::kDouble);
  std::vector<LossTerm> terms;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Losses::Term& term = losses.terms()[i];
    const double value = read[static_cast<std::int64_t>(i)].item<double>();
    if (!std::isfinite(value)) {
      throw Error("loss term '" + term.name + "'",
                  std::string("became ") + (std::isnan(value) ? "NaN" : "infinite") + " at iteration " +
                      std::to_string(iteration),
                  "lower schedule.learning_rate or lengthen the warm-up");
    }
    terms.push_back({term.name, value, term.weight});
  }
  return terms;
}

void refuseNonFinite(const TensorFile& file, std::int64_t iteration) {
  for (const auto& [name, tensor] : file.tensors) {
    if (!tensor.is_floating_point() || torch::isfinite(tensor).all().item<bool>()) continue;
    throw Error("tensor " + name, "is no longer finite at iteration " + std::to_string(iteration),
                "lower schedule.learning_rate");
  }
}

}  // namespace macadam
