#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace macadam {

/// The table of contents at the front of a safetensors file: JSON of one fixed form.
/// Format: https://github.com/huggingface/safetensors#format
struct SafetensorsHeader {
  struct Tensor {
    std::string type;  ///< `F32`, `I64`, …
    std::vector<std::int64_t> shape;
    std::uint64_t begin = 0;  ///< In bytes from the end of the header.
    std::uint64_t end = 0;
  };

  std::map<std::string, Tensor> tensors;
  std::map<std::string, std::string> metadata;
};

/// Parses exactly this form, nothing more lenient. @throws Error that names `source`.
SafetensorsHeader parseSafetensorsHeader(std::string_view json, const std::string& source);

/// The header as JSON, padded with spaces so that the data behind its 8-byte length starts at a multiple of 8.
/// @throws Error that names `source` when a name or a note is not UTF-8.
std::string formatSafetensorsHeader(const SafetensorsHeader& header, const std::string& source);

}  // namespace macadam
