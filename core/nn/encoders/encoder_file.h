#pragma once

#include "nn/encoders/encoder_naming.h"
#include "spec/weights_report.h"

#include <torch/nn/module.h>

#include <filesystem>
#include <vector>

namespace macadam {

/// An encoder in a file of weights, whatever stands around it.
struct FoundEncoder {
  const EncoderNaming* naming = nullptr;
  WeightsReport report;  ///< Without the encoder that fits.
  TensorMap tensors;     ///< By our names, and for pictures as we normalise them.
};

/// All encoders that a file names in a known way, the first choice first: the one with the shortest prefix and, of
/// equally long ones, the last in the alphabet (`encoder_q` rather than `encoder_k`, `teacher` rather than `student`).
std::vector<FoundEncoder> encodersIn(const TensorFile& file, const std::filesystem::path& path);

/// How tensors differ from an encoder, as a reason to refuse them: `lacks …`. Empty where they fit.
std::string misfit(const TensorMap& tensors, const TensorMap& encoder, std::string_view title);

/// What a file or folder, as readWeights takes it, holds for our encoders at width 1.
/// @throws Error when it cannot be read at all.
WeightsReport inspectWeights(const std::filesystem::path& path);

}  // namespace macadam
