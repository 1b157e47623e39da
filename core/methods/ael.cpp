#include "methods/ael.h"

#include "eval/confusion.h"
#include "methods/average.h"
#include "methods/cut_mix.h"
#include "nn/two_batches.h"

#include <torch/torch.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace macadam {
namespace {

std::int64_t drawClass(const torch::Tensor& chances, TensorRandom& random) {
  const double place = random.uniform(0.0, 1.0);
  return std::min(chances.cumsum(0).le(place).sum().item<std::int64_t>(), chances.size(0) - 1);
}

/// A whole number from `low` to `high`, both included.
std::int64_t drawWhole(std::int64_t low, std::int64_t high, TensorRandom& random) {
  return low + static_cast<std::int64_t>(random.uniform(0.0, static_cast<double>(high - low + 1)));
}

/// Where a stretch of `length` begins on a line of `size` places; it holds `place`, if that is one of them.
std::int64_t drawStart(std::int64_t place, std::int64_t length, std::int64_t size, TensorRandom& random) {
  if (place < 0) return drawWhole(0, size - length, random);
  return drawWhole(std::max<std::int64_t>(0, place - length + 1), std::min(place, size - length), random);
}

}  // namespace

ConfidenceBank::ConfidenceBank(double keep)
    : keep_(keep), confidence_(register_buffer("confidence", torch::zeros({kClasses}))) {}

void ConfidenceBank::observe(const torch::Tensor& logits, const torch::Tensor& labels) {
  torch::NoGradGuard noGrad;
  const torch::Tensor said = probabilities(logits);
  std::vector<torch::Tensor> now;
  for (int c = 0; c < kClasses; ++c) {
    const torch::Tensor truth = labels.eq(c);
    const torch::Tensor count = truth.sum();
    const torch::Tensor mean = (said.select(1, c) * truth).sum() / count.clamp_min(1);
    now.push_back(torch::where(count.gt(0), mean, confidence_[c]));
  }
  confidence_.lerp_(torch::stack(now), 1.0 - keep_);
}

torch::Tensor ConfidenceBank::lacking() const {
  return (1.0 - confidence_).clamp_min(0.0);
}

torch::Tensor ConfidenceBank::rates(double power) const {
  const torch::Tensor missing = lacking();
  return (missing / missing.max().clamp_min(1e-12)).pow(power);
}

torch::Tensor ConfidenceBank::chances(double power) const {
  return torch::softmax(lacking().cpu().pow(power), 0);
}

torch::Tensor AelDraws::pastes(const torch::Tensor& labels, const torch::Tensor& chances, double probability) const {
  torch::Tensor pasted = torch::zeros({labels.size(0), 1, 1}, torch::kBool);
  for (std::int64_t image = 0; image < labels.size(0); ++image) {
    const bool mayPaste = random_->uniform(0.0, 1.0) < probability;
    if (drawClass(chances, *random_) == kRoad && mayPaste) pasted[image].fill_(true);
  }
  return labels.roll(1, 0).eq(kRoad).logical_and(pasted.to(labels.device()));
}

torch::Tensor AelDraws::boxes(const torch::Tensor& labels, const torch::Tensor& chances) const {
  const torch::Tensor partners = labels.roll(1, 0).cpu();
  const std::int64_t height = labels.size(1), width = labels.size(2);
  torch::Tensor boxes = torch::zeros(labels.sizes(), torch::kBool);
  for (std::int64_t image = 0; image < labels.size(0); ++image) {
    const torch::Tensor pixels = partners[image].eq(drawClass(chances, *random_)).nonzero();
    std::int64_t row = -1, column = -1;
    if (pixels.size(0) > 0) {
      const torch::Tensor pixel = pixels[drawWhole(0, pixels.size(0) - 1, *random_)];
      row = pixel[0].item<std::int64_t>();
      column = pixel[1].item<std::int64_t>();
    }
    const double share = std::pow(0.5, random_->uniform(0.0, 1.0));  // of the height; times that of the width 1/2
    const std::int64_t rows = std::lround(share * static_cast<double>(height));
    const std::int64_t columns = std::lround(0.5 / share * static_cast<double>(width));
    const std::int64_t top = drawStart(row, rows, height, *random_);
    boxes[image].narrow(0, top, rows).narrow(1, drawStart(column, columns, width, *random_), columns).fill_(true);
  }
  return boxes.to(labels.device());
}

torch::Tensor AelDraws::numbers(const torch::Tensor& like) const {
  return torch::empty(like.sizes(), like.options().dtype(torch::kFloat)).uniform_(0.0, 1.0, random_->on(like.device()));
}

torch::Tensor reweightedCrossEntropy(const torch::Tensor& logits, const torch::Tensor& labels,
                                     const torch::Tensor& weights) {
  const torch::Tensor each = torch::cross_entropy_loss(logits.to(torch::kFloat), labels, {}, at::Reduction::None);
  return (each * weights).sum() / weights.sum().clamp_min(1e-12);
}

Ael::Ael(NamedNetwork student, NamedNetwork average, const AelSpec& spec)
    : student_(std::move(student)),
      average_(std::move(average)),
      spec_(spec),
      bank_(std::make_shared<ConfidenceBank>(spec.bankKeep)) {}

StepResult Ael::step(const StepBatch& batch, const Progress& progress) {
  constexpr double kPastePower = 0.5, kBoxPower = 1.0;  // reference code
  const Lesson lesson =
      prepare(batch, draws_->pastes(batch.labels, bank_->chances(kPastePower), spec_.pasteProbability));
  const PseudoLabels& said = lesson.ofUnlabelled;
  const torch::Tensor seen = said.labels.masked_fill(said.valid.logical_not(), kIgnore);
  return learn(batch, lesson,
               {.boxes = draws_->boxes(seen, bank_->chances(kBoxPower)),
                .labelled = draws_->numbers(lesson.labels),
                .unlabelled = draws_->numbers(seen)},
               progress.iteration < spec_.warmUpIterations ? 0.0 : spec_.weight);
}

Ael::Lesson Ael::prepare(const StepBatch& batch, const torch::Tensor& pastes) {
  torch::NoGradGuard noGrad;
  const torch::Tensor images = mixed(batch.labelledImages, pastes);
  const torch::Tensor labels = mixed(batch.labels, pastes);
  const auto [labelled, unlabelled] = forwardBoth(*average_.network, images, batch.unlabelledImages);
  return {.images = images,
          .labels = labels,
          .ofLabelled = pseudoLabelsOf(labelled.logits, labels.ne(kIgnore)),
          .ofUnlabelled = pseudoLabelsOf(unlabelled.logits, batch.unlabelledValid),
          .unlabelledLogits = unlabelled.logits};
}

StepResult Ael::learn(const StepBatch& batch, const Lesson& lesson, const Draws& draws, double weight) {
  const auto [labelled, taught] =
      forwardBoth(*student_.network, lesson.images, mixed(batch.unlabelledImages, draws.boxes));
  bank_->observe(labelled.logits, lesson.labels);

  const torch::Tensor rates = bank_->rates(spec_.samplingPower);
  const auto errorOf = [&](const torch::Tensor& logits, const PseudoLabels& said, const torch::Tensor& numbers) {
    const torch::Tensor counts = numbers.lt(rates.index({hardLabels(logits)})).logical_and(said.valid);
    return reweightedCrossEntropy(logits, said.labels, said.confidence.pow(spec_.confidencePower) * counts);
  };

  StepResult result;
  result.losses.add("supervised " + student_.name, labelledError(labelled.logits, lesson.labels));
  result.losses.add("pseudo-label labelled", errorOf(labelled.logits, lesson.ofLabelled, draws.labelled), weight);
  result.losses.add("pseudo-label " + student_.name,
                    errorOf(taught.logits, mixed(lesson.ofUnlabelled, draws.boxes), draws.unlabelled), weight);
  result.pseudoLabels = {{lesson.unlabelledLogits}};
  return result;
}

void Ael::afterStep(const Progress& progress) {
  const auto step = static_cast<double>(progress.iteration + 1);
  follow(*average_.network, *student_.network, std::min(1.0 - 1.0 / step, spec_.keep));
}

std::vector<Phase> plan(const RunSpec& spec, const AelSpec& method, const std::string&) {
  Phase phase = studentPhase(spec);
  phase.averaged = {planned(spec, partsOf(method).front())};
  phase.judgedBy = {phase.averaged.front().name};
  phase.stages.push_back({"student AEL", method.iterations, [method](const PhaseNetworks& networks) {
                            return std::make_unique<Ael>(networks.trained.at(0), networks.averaged.at(0), method);
                          }});
  return {phase};
}

}  // namespace macadam
