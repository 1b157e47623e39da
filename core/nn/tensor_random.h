#pragma once

#include <torch/types.h>

#include <cstdint>
#include <memory>

namespace torch::nn {
class Module;
}

namespace macadam {

/// Random numbers for tensors that nobody else draws: LibTorch's own generator belongs to the whole process, and
/// whoever draws from it there changes what the next one gets.
///
/// Equal seeds give the numbers that torch.manual_seed gives. An object belongs to one thread at a time.
class TensorRandom {
 public:
  explicit TensorRandom(std::uint64_t seed) { restart(seed); }

  /// Begins anew, on the host and on every device.
  void restart(std::uint64_t seed);
  /// The generator for tensors on `device`; on the CPU it is the host's.
  const at::Generator& on(const torch::Device& device);
  /// One number in [low, high), drawn on the host.
  double uniform(double low, double high);

 private:
  std::uint64_t seed_ = 0;
  at::Generator host_;
  at::Generator device_;  ///< Of the GPU that was asked for last.
};

/// A module that draws random numbers while it trains; until it is told whose, it draws from a source of its own.
class DrawsAtRandom {
 public:
  virtual ~DrawsAtRandom() = default;
  virtual void drawFrom(std::shared_ptr<TensorRandom> random) = 0;
};

/// Has `module`, and every one below it, that draws random numbers draw them from `random`, in the order of its passes.
void drawFrom(torch::nn::Module& module, const std::shared_ptr<TensorRandom>& random);

}  // namespace macadam
