#pragma once

#include "nn/tensor_file.h"
#include "spec/network_facts.h"

#include <array>
#include <span>
#include <string>
#include <string_view>

namespace macadam {

/// A way in which published weights name the tensors of an encoder.
struct EncoderNaming {
  EncoderFamily family;
  std::string_view writers;               ///< Who names them so: `torchvision, timm`.
  std::string_view first;                 ///< The weights of the first convolution.
  std::string_view witness;               ///< Another name that is there wherever this way is meant.
  std::array<std::string_view, 3> parts;  ///< How the encoder's names begin; empty where there are fewer.
  /// Gives the tensors our names and forms.
  TensorMap (*toOurs)(TensorMap tensors);
  std::string_view refusal = {};  ///< Why none of our encoders takes such weights.
  bool isOfTensorFlow = false;  ///< EfficientNet's authors' weights, carried over (encoder_file.cpp says what differs).

  bool isPart(std::string_view name) const;
};

std::span<const EncoderNaming> encoderNamings();

/// The first convolution of an encoder by our names, and the norm behind it.
std::string_view firstConvolution(EncoderFamily family);
std::string_view firstNorm(EncoderFamily family);

}  // namespace macadam
