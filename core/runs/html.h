#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace macadam {

/// Text made safe for element content and quoted attributes.
std::string htmlEscaped(std::string_view text);

/// A PNG as a `data:` address.
std::string pngDataAddress(const std::vector<std::uint8_t>& png);

/// `<name attributes>content</name>`; the content is markup already.
std::string htmlElement(const char* name, const std::string& attributes, const std::string& content);

/// A table cell of class `kind`; the content of a cell is markup already, that of a heading is plain text.
std::string htmlCell(const std::string& content, const std::string& kind = {});
std::string htmlHeading(const std::string& content, const std::string& kind = {});

/// A table that scrolls by itself where it is too wide.
std::string htmlTable(const std::string& head, const std::string& body);

}  // namespace macadam
