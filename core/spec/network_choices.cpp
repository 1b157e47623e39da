#include "spec/network_choices.h"

#include "base/error.h"
#include "base/nearest_name.h"

namespace macadam {
namespace {

std::vector<Choice<Encoder>> fitting(Decoder decoder) {
  std::vector<Choice<Encoder>> choices;
  for (const EncoderFacts& facts : kEncoders) {
    if (fits(facts.encoder, decoder)) choices.push_back({facts.name, facts.encoder});
  }
  return choices;
}

}  // namespace

const std::vector<Choice<Encoder>>& encodersFor(Decoder decoder) {
  static const auto kChoices = [] {
    std::array<std::vector<Choice<Encoder>>, kDecoders.size()> all;
    for (const DecoderFacts& facts : kDecoders) all[static_cast<std::size_t>(facts.decoder)] = fitting(facts.decoder);
    return all;
  }();
  return kChoices.at(static_cast<std::size_t>(decoder));
}

Encoder encoderFromName(const std::string& name) {
  std::vector<std::string> known;
  for (const EncoderFacts& facts : kEncoders) {
    if (facts.name == name) return facts.encoder;
    known.emplace_back(facts.name);
  }
  throw Error("encoder '" + name + "'", "does not exist", suggestName(name, known));
}

NetworkSpec networkOf(Decoder decoder) {
  return {.decoder = decoder, .encoder = factsOf(decoder).encoder};
}

}  // namespace macadam
