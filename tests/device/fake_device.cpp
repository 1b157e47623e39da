#include "device/fake_device.h"

#include "nn/compat.h"

#include <ATen/EmptyTensor.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/ops/as_strided_native.h>
#include <ATen/ops/view_native.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>
#include <torch/library.h>
#include <torch/torch.h>

#include <utility>
#include <vector>

namespace macadam {
namespace {

// A name that LibTorch lets modules be moved to, and for which a CPU or CUDA build has no operators.
constexpr auto kFakeType = c10::DeviceType::XPU;
constexpr auto kFakeKey = c10::DispatchKey::XPU;

bool isFake(const at::Tensor& tensor) {
  return tensor.defined() && tensor.device().type() == kFakeType;
}

/// The same memory as a tensor of the CPU; `tensor` must outlive it.
at::Tensor onHost(const at::Tensor& tensor) {
  if (!isFake(tensor)) return tensor;
  return at::from_blob(tensor.data_ptr(), tensor.sizes(), tensor.strides(), tensor.options().device(at::kCPU));
}

at::Tensor emptyStrided(at::IntArrayRef size, at::IntArrayRef stride, c10::optional<at::ScalarType> type,
                        c10::optional<at::Layout>, c10::optional<at::Device>, c10::optional<bool>) {
  // Of the CPU first: its allocator makes memory that carries the CPU's name.
  at::Tensor host = at::empty_strided(size, stride, at::TensorOptions(type.value_or(at::kFloat)).device(at::kCPU));
  auto* data = host.data_ptr();
  const auto bytes = host.storage().nbytes();
  auto* owner = new at::Tensor(std::move(host));
  c10::DataPtr pointer(
      data, owner, [](void* kept) { delete static_cast<at::Tensor*>(kept); }, fakeDevice());
  c10::Storage storage(c10::Storage::use_byte_size_t{}, bytes, std::move(pointer), nullptr, /*resizable=*/false);
  auto tensor = at::detail::make_tensor<c10::TensorImpl>(std::move(storage), c10::DispatchKeySet(kFakeKey),
                                                         c10::scalarTypeToTypeMeta(type.value_or(at::kFloat)));
  tensor.unsafeGetTensorImpl()->set_sizes_and_strides(size, stride);
  return tensor;
}

at::Tensor emptyOfFormat(at::IntArrayRef size, c10::optional<at::ScalarType> type, c10::optional<at::Layout> layout,
                         c10::optional<at::Device> device, c10::optional<bool> pinned,
                         c10::optional<at::MemoryFormat> format) {
  const at::Tensor like = at::empty(size, at::TensorOptions(type.value_or(at::kFloat)).device(at::kCPU), format);
  return emptyStrided(size, like.strides(), type, layout, device, pinned);
}

at::Tensor toFake(const at::Tensor& host) {
  if (!host.defined()) return host;
  at::Tensor fake = emptyStrided(host.sizes(), host.strides(), host.scalar_type(), {}, {}, {});
  onHost(fake).copy_(host);
  return fake;
}

at::Tensor copyFrom(const at::Tensor& from, const at::Tensor& to, bool) {
  onHost(to).copy_(onHost(from));
  return to;
}

/// Refuses what CUDA refuses: a tensor of the CPU, or its generator, beside one of the device. Single numbers may come.
void refuseMixture(const std::vector<at::Tensor>& tensors, bool hasHostGenerator, const std::string& operation) {
  bool fake = false, host = hasHostGenerator;
  for (const at::Tensor& tensor : tensors) {
    if (!tensor.defined()) continue;
    fake |= isFake(tensor);
    host |= !isFake(tensor) && tensor.dim() > 0;
  }
  TORCH_CHECK(!fake || !host, operation, " mixes the device with the CPU");
}

/// Runs an operator on the CPU, on the same memory.
void runOnHost(const c10::OperatorHandle& operation, torch::jit::Stack* stack) {
  const std::size_t begin = stack->size() - operation.schema().arguments().size();
  std::vector<at::Tensor> kept;                           // the arguments, which own the memory
  std::vector<std::pair<at::Tensor, at::Tensor>> stands;  // a tensor of the CPU, and the one that it stands for
  bool hasHostGenerator = false;
  const auto stand = [&](const at::Tensor& tensor) {
    kept.push_back(tensor);
    if (!isFake(tensor)) return tensor;
    // What is empty may be an output that the operator makes larger.
    const at::Tensor host = tensor.numel() > 0 ? onHost(tensor) : at::empty({0}, tensor.options().device(at::kCPU));
    return stands.emplace_back(host, tensor).first;
  };
  for (std::size_t i = begin; i < stack->size(); ++i) {
    c10::IValue& value = (*stack)[i];
    if (value.isTensor()) {
      value = stand(value.toTensor());
    } else if (value.isTensorList()) {
      std::vector<at::Tensor> list;
      for (const at::Tensor& tensor : value.toTensorVector()) list.push_back(stand(tensor));
      value = c10::List<at::Tensor>(list);
    } else if (value.isGenerator()) {
      hasHostGenerator |= value.toGenerator().device().is_cpu();
    } else if (value.isDevice()) {
      value = c10::Device(at::kCPU);
    }
  }
  refuseMixture(kept, hasHostGenerator, operation.schema().name());
  operation.redispatchBoxed(c10::DispatchKeySet(c10::DispatchKey::CPU), stack);
  for (const auto& [host, fake] : stands) {
    if (host.numel() > fake.numel()) fake.unsafeGetTensorImpl()->shallow_copy_from(toFake(host).getIntrusivePtr());
  }
  const auto back = [&stands](const at::Tensor& result) {
    for (const auto& [host, fake] : stands) {
      if (host.is_same(result)) return fake;
    }
    return toFake(result);
  };
  for (std::size_t i = stack->size() - operation.schema().returns().size(); i < stack->size(); ++i) {
    c10::IValue& value = (*stack)[i];
    if (value.isTensor()) {
      value = back(value.toTensor());
    } else if (value.isTensorList()) {
      std::vector<at::Tensor> list;
      for (const at::Tensor& tensor : value.toTensorVector()) list.push_back(back(tensor));
      value = c10::List<at::Tensor>(list);
    }
  }
}

at::Tensor convolve(const at::Tensor& input, const at::Tensor& weight, const c10::optional<at::Tensor>& bias,
                    at::IntArrayRef stride, at::IntArrayRef padding, at::IntArrayRef dilation, bool transposed,
                    at::IntArrayRef outputPadding, std::int64_t groups) {
  const at::Tensor hostBias = bias ? onHost(*bias) : at::Tensor();
  refuseMixture({input, weight, bias.value_or(at::Tensor())}, false, "convolution");
  return toFake(at::convolution(onHost(input), onHost(weight), hostBias, stride, padding, dilation, transposed,
                                outputPadding, groups));
}

std::tuple<at::Tensor, at::Tensor, at::Tensor> convolveBackward(const at::Tensor& gradient, const at::Tensor& input,
                                                                const at::Tensor& weight, at::IntArrayRef stride,
                                                                at::IntArrayRef padding, at::IntArrayRef dilation,
                                                                bool transposed, at::IntArrayRef outputPadding,
                                                                std::int64_t groups, std::array<bool, 3> wanted) {
  const std::vector<std::int64_t> biasSize{weight.size(0)};
  const auto [toInput, toWeight, toBias] =
      at::convolution_backward(onHost(gradient), onHost(input), onHost(weight), at::IntArrayRef(biasSize), stride,
                               padding, dilation, transposed, outputPadding, groups, wanted);
  return {toFake(toInput), toFake(toWeight), toFake(toBias)};
}

TORCH_LIBRARY_IMPL(aten, XPU, library) {
  library.impl("empty.memory_format", emptyOfFormat);
  library.impl("empty_strided", emptyStrided);
  library.impl("_copy_from", copyFrom);
  library.impl("as_strided", at::native::as_strided_tensorimpl);
  library.impl("view", static_cast<at::Tensor (*)(const at::Tensor&, at::IntArrayRef)>(at::native::view));
  library.impl("convolution_overrideable", convolve);
  library.impl("convolution_backward_overrideable", convolveBackward);
}

TORCH_LIBRARY_IMPL(_, XPU, library) {
  library.fallback(torch::CppFunction::makeFromBoxedFunction<&runOnHost>());
}

C10_REGISTER_GUARD_IMPL(XPU, c10::impl::NoOpDeviceGuardImpl<c10::DeviceType::XPU>);

}  // namespace

torch::Device fakeDevice() {
  return {kFakeType, 0};
}

}  // namespace macadam
