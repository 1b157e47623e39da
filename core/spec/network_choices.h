#pragma once

#include "spec/field.h"
#include "spec/network_facts.h"
#include "spec/role.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace macadam {

inline constexpr std::string_view kArchitectureKey = "architecture";  ///< That names the decoder in files.

inline constexpr auto kDecoderChoices = [] {
  std::array<Choice<Decoder>, kDecoders.size()> choices{};
  for (std::size_t i = 0; i < choices.size(); ++i) choices[i] = {kDecoders[i].name, kDecoders[i].decoder};
  return choices;
}();

/// The encoders that a decoder can stand on; lives as long as the program.
const std::vector<Choice<Encoder>>& encodersFor(Decoder decoder);

/// An encoder by its name in files. @throws Error that says which was meant.
Encoder encoderFromName(const std::string& name);

/// A network of another architecture, with the encoder that is usual under it.
NetworkSpec networkOf(Decoder decoder);

inline constexpr std::array<std::string_view, 3> kTeacherDocs{"The first teacher; its features guide the student's.",
                                                              "The second teacher, best of another architecture.",
                                                              "A further teacher."};

}  // namespace macadam
