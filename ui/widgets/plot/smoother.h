#pragma once

#include <cmath>

namespace macadam {

/// Exponential smoothing without the pull towards zero at the start (the bias correction of Kingma and Ba, 2015).
/// `weight` 0 … below 1 is how much of the past is kept. A value that is not finite passes and leaves no trace.
class Smoother {
 public:
  explicit Smoother(double weight) : weight_(weight) {}

  double next(double value) {
    if (!std::isfinite(value)) return value;
    mean_ = weight_ * mean_ + (1.0 - weight_) * value;
    remaining_ *= weight_;
    return mean_ / (1.0 - remaining_);
  }

 private:
  double weight_;
  double mean_ = 0.0;
  double remaining_ = 1.0;
};

}  // namespace macadam
