#pragma once

#include <ATen/autocast_mode.h>
#include <ATen/detail/CUDAHooksInterface.h>
#include <torch/types.h>
#include <torch/version.h>

#include <cstdint>
#include <exception>
#include <new>
#include <optional>
#include <string_view>

/// Where LibTorch 1.13 and 2.x differ; nothing elsewhere asks for the version.
#define MACADAM_TORCH_AT_LEAST(major, minor) \
  (TORCH_VERSION_MAJOR > (major) || (TORCH_VERSION_MAJOR == (major) && TORCH_VERSION_MINOR >= (minor)))

#if MACADAM_TORCH_AT_LEAST(2, 9)
#include <c10/core/CachingDeviceAllocator.h>
#endif

namespace macadam {

/// Whether the GPU convolves in bfloat16: those from Ampere on.
inline bool convolvesInBfloat16(const torch::Device& gpu) {
  return gpu.is_cuda() && at::detail::getCUDAHooks().supportsBFloat16ConvolutionWithCuDNNv8();
}

/// Runs the enclosing block's convolutions and products in bfloat16 on a GPU that does so; does nothing elsewhere.
class CudaAutocast {
 public:
  explicit CudaAutocast(const torch::Device& device) : active_(convolvesInBfloat16(device)) {
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
         text.find("not enough memory") != text.npos || text.find("STATUS_ALLOC_FAILED") != text.npos;
}

/// Counts a GPU's peak of memory from here on.
inline void restartPeakMemory([[maybe_unused]] const torch::Device& device) {
#if MACADAM_TORCH_AT_LEAST(2, 9)
  if (!device.is_cuda()) return;
  auto* allocator = at::getDeviceAllocator(at::kCUDA);
  if (allocator->initialized()) allocator->resetPeakStats(device.index());  // else there is no peak yet
#endif
}

/// The most bytes that tensors took at a time on a GPU; empty for the CPU, and where LibTorch does not tell.
inline std::optional<std::int64_t> peakMemory([[maybe_unused]] const torch::Device& device) {
#if MACADAM_TORCH_AT_LEAST(2, 9)
  if (device.is_cuda()) {
    constexpr auto kAll = static_cast<std::size_t>(c10::CachingAllocator::StatType::AGGREGATE);
    return at::getDeviceAllocator(at::kCUDA)->getDeviceStats(device.index()).allocated_bytes[kAll].peak;
  }
#endif
  return std::nullopt;
}

}  // namespace macadam
