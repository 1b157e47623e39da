#pragma once

#include <ATen/autocast_mode.h>
#include <torch/types.h>
#include <torch/version.h>

#include <exception>
#include <string_view>

/// Where LibTorch 1.13 and 2.x differ; nothing elsewhere asks for the version.
#define MACADAM_TORCH_AT_LEAST(major, minor) \
  (TORCH_VERSION_MAJOR > (major) || (TORCH_VERSION_MAJOR == (major) && TORCH_VERSION_MINOR >= (minor)))

namespace macadam {

/// Runs the enclosing block's convolutions and products in bfloat16 on a CUDA device; does nothing on the CPU.
class CudaAutocast {
 public:
  explicit CudaAutocast(const torch::Device& device) : active_(device.is_cuda()) {
    if (!active_) return;
#if MACADAM_TORCH_AT_LEAST(2, 4)
    at::autocast::set_autocast_enabled(at::kCUDA, true);
    at::autocast::set_autocast_dtype(at::kCUDA, at::kBFloat16);
#else
    at::autocast::set_enabled(true);
    at::autocast::set_autocast_gpu_dtype(at::kBFloat16);
#endif
  }
  ~CudaAutocast() {
    if (!active_) return;
    at::autocast::clear_cache();
#if MACADAM_TORCH_AT_LEAST(2, 4)
    at::autocast::set_autocast_enabled(at::kCUDA, false);
#else
    at::autocast::set_enabled(false);
#endif
  }
  CudaAutocast(const CudaAutocast&) = delete;
  CudaAutocast& operator=(const CudaAutocast&) = delete;

 private:
  bool active_;
};

/// Computes the enclosing block in the tensors' own type, inside CudaAutocast too.
class WithoutAutocast {
 public:
#if MACADAM_TORCH_AT_LEAST(2, 4)
  WithoutAutocast() : before_(at::autocast::is_autocast_enabled(at::kCUDA)) {
    set(false);
  }
#else
  WithoutAutocast() : before_(at::autocast::is_enabled()) {
    set(false);
  }
#endif
  ~WithoutAutocast() {
    set(before_);
  }
  WithoutAutocast(const WithoutAutocast&) = delete;
  WithoutAutocast& operator=(const WithoutAutocast&) = delete;

 private:
  static void set(bool enabled) {
#if MACADAM_TORCH_AT_LEAST(2, 4)
    at::autocast::set_autocast_enabled(at::kCUDA, enabled);
#else
    at::autocast::set_enabled(enabled);
#endif
  }

  bool before_;
};

/// Whether a failure means that host or device memory ran out; LibTorch throws different types for it.
inline bool isOutOfMemory(const std::exception& error) {
  if (dynamic_cast<const std::bad_alloc*>(&error) != nullptr) return true;
  const std::string_view text = error.what();
  return text.find("out of memory") != text.npos || text.find("can't allocate memory") != text.npos ||
         text.find("not enough memory") != text.npos;
}

}  // namespace macadam
