#include "spec/field.h"

#include "base/number_text.h"

#include <array>
#include <cmath>
#include <cstdio>

namespace macadam {
namespace {

/// Whole numbers without point or exponent.
std::string plain(double value) {
  return value == std::rint(value) ? fixedText(value, 0) : shortestText(value);
}

}  // namespace

std::string_view effectText(Effect effect) {
  switch (effect) {
    case Effect::Rounding:
      return "Changes results as rounding does.";
    case Effect::None:
      return "Changes no result.";
    default:
      return {};
  }
}

std::string literal(const std::string& text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      std::array<char, 8> escape;
      std::snprintf(escape.data(), escape.size(), "\\u%04X", static_cast<unsigned>(c));
      quoted += escape.data();
    } else {
      quoted += c;
    }
  }
  return quoted + '"';
}

std::string literal(const DeviceSpec& device) {
  return literal(toText(device));
}

std::string literal(double value) {
  std::string text = shortestText(value);
  const auto exponent = text.find('e');
  if (exponent != std::string::npos && text[exponent + 2] == '0') text.erase(exponent + 2, 1);  // 1e-04
  return text.find_first_of(".en") == std::string::npos ? text + ".0" : text;
}

std::string describe(const Range& range) {
  if (std::isinf(range.high)) return "of at least " + plain(range.low);
  if (range.lowExcluded) return "above " + plain(range.low) + " and at most " + plain(range.high);
  return "from " + plain(range.low) + " to " + plain(range.high);
}

std::string quotedList(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " or " : ", ";
    text += '"' + names[i] + '"';
  }
  return text;
}

std::string joinPath(std::string_view table, std::string_view key) {
  return table.empty() ? std::string(key) : std::string(table) + '.' + std::string(key);
}

}  // namespace macadam
