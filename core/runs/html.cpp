#include "runs/html.h"

#include <algorithm>

namespace macadam {

std::string htmlEscaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      default:
        result += c;
    }
  }
  return result;
}

std::string pngDataAddress(const std::vector<std::uint8_t>& png) {
  constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text = "data:image/png;base64,";
  for (std::size_t i = 0; i < png.size(); i += 3) {
    const std::size_t present = std::min<std::size_t>(3, png.size() - i);
    std::uint32_t bits = std::uint32_t{png[i]} << 16;
    if (present > 1) bits |= std::uint32_t{png[i + 1]} << 8;
    if (present > 2) bits |= png[i + 2];
    for (std::size_t digit = 0; digit < 4; ++digit) {
      text += digit <= present ? kDigits[(bits >> (18 - 6 * digit)) & 63] : '=';
    }
  }
  return text;
}

std::string htmlElement(const char* name, const std::string& attributes, const std::string& content) {
  return '<' + std::string(name) + (attributes.empty() ? "" : ' ' + attributes) + '>' + content + "</" + name + ">";
}

std::string htmlCell(const std::string& content, const std::string& kind) {
  return htmlElement("td", kind.empty() ? "" : "class=\"" + kind + '"', content);
}

std::string htmlHeading(const std::string& content, const std::string& kind) {
  return htmlElement("th", kind.empty() ? "" : "class=\"" + kind + '"', htmlEscaped(content));
}

std::string htmlTable(const std::string& head, const std::string& body) {
  return "<div class=\"wide\"><table><thead>" + head + "</thead><tbody>\n" + body + "</tbody></table></div>\n";
}

}  // namespace macadam
