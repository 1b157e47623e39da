#include "spec/network_spec.h"

#include "base/error.h"
#include "base/number_text.h"
#include "spec/network_facts.h"

#include <algorithm>
#include <sstream>

namespace macadam {
namespace {

constexpr std::string_view kWidth = "width=";

/// The row of a table that has a name in files; null where none has it.
const auto* named(const auto& table, std::string_view name) {
  const auto row = std::ranges::find_if(table, [name](const auto& facts) { return facts.name == name; });
  return row == table.end() ? nullptr : &*row;
}

}  // namespace

std::string titleOf(const NetworkSpec& spec) {
  std::string title(factsOf(spec.decoder).title);
  title.append(" ").append(factsOf(spec.encoder).title);
  return spec.width == 1.0 ? title : title + " ×" + shortestText(spec.width);
}

std::string toText(const NetworkSpec& spec) {
  std::string text(factsOf(spec.decoder).name);
  text.append(" ").append(factsOf(spec.encoder).name).append(" ").append(kWidth);
  return text + shortestText(spec.width);
}

NetworkSpec networkSpecFromText(const std::string& text) {
  std::istringstream words(text);
  std::string architecture, encoder, width, more;
  words >> architecture >> encoder >> width;
  const auto factor = width.starts_with(kWidth) ? numberFromText(width.substr(kWidth.size())) : std::nullopt;
  const auto* decoderRow = named(kDecoders, architecture);
  const auto* encoderRow = named(kEncoders, encoder);
  if (factor && decoderRow != nullptr && encoderRow != nullptr && !(words >> more)) {
    return {.decoder = decoderRow->decoder, .encoder = encoderRow->encoder, .width = *factor};
  }
  throw Error("network", "'" + text + "' is not a known network",
              "expected for example 'deeplab_v3plus resnet50 width=1' or 'segnet vgg16 width=1'");
}

}  // namespace macadam
