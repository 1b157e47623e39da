#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace macadam {

/// True for well-formed UTF-8: no stray or missing bytes, no overlong forms, no surrogates.
bool isUtf8(std::string_view text);

/// Appends one code point. @pre it is a Unicode scalar value
void appendUtf8(std::string& text, std::uint32_t codePoint);

}  // namespace macadam
