#pragma once

#include <ATen/autocast_mode.h>
#include <torch/types.h>
#include <torch/utils.h>

namespace macadam {

/// The enclosing block's passes keep no gradient, also where the network learns from a later one. Autocast then forgets
/// the weights that it has cast meanwhile: it would use them again, and they lead to no parameter.
class WithoutGradient {
 public:
  WithoutGradient() = default;
  ~WithoutGradient() { at::autocast::clear_cache(); }
  WithoutGradient(const WithoutGradient&) = delete;
  WithoutGradient& operator=(const WithoutGradient&) = delete;

 private:
  torch::NoGradGuard noGrad_;
};

}  // namespace macadam
