#include "nn/safetensors_header.h"

#include "base/error.h"
#include "base/utf8.h"

#include <array>
#include <charconv>
#include <cstdio>
#include <set>
#include <utility>

namespace macadam {
namespace {

constexpr std::string_view kMetadata = "__metadata__";
constexpr std::size_t kAlignment = 8;

class HeaderParser {
 public:
  HeaderParser(std::string_view text, const std::string& source) : text_(text), source_(source) {}

  SafetensorsHeader parse() {
    if (!text_.starts_with('{')) fail("does not start with '{'");
    SafetensorsHeader header;
    members([&](const std::string& name) {
      if (name == kMetadata) {
        members([&](const std::string& key) { header.metadata[key] = string(); });
      } else {
        header.tensors[name] = tensor(name);
      }
    });
    skipSpace();
    if (position_ != text_.size()) fail("goes on after its closing brace");
    return header;
  }

 private:
  SafetensorsHeader::Tensor tensor(const std::string& name) {
    SafetensorsHeader::Tensor tensor;
    std::set<std::string> seen;
    members([&](const std::string& key) {
      seen.insert(key);
      if (key == "dtype") {
        tensor.type = string();
      } else if (key == "shape") {
        for (const std::uint64_t size : numbers()) tensor.shape.push_back(static_cast<std::int64_t>(size));
      } else if (key == "data_offsets") {
        const std::vector<std::uint64_t> offsets = numbers();
        if (offsets.size() != 2) fail("gives " + name + " other than two offsets");
        tensor.begin = offsets[0];
        tensor.end = offsets[1];
      } else {
        fail("holds the unknown key " + key);
      }
    });
    if (seen.size() != 3) fail("lacks the type, shape or offsets of " + name);
    return tensor;
  }

  /// `{"name": value, …}`; `onMember` reads the value. A name that comes twice is refused.
  template <typename OnMember>
  void members(const OnMember& onMember) {
    std::set<std::string> names;
    expect('{');
    if (accept('}')) return;
    do {
      std::string name = string();
      expect(':');
      onMember(name);
      if (!names.insert(name).second) fail("holds the name " + name + " twice");
    } while (accept(','));
    expect('}');
  }

  std::vector<std::uint64_t> numbers() {
    std::vector<std::uint64_t> values;
    expect('[');
    if (accept(']')) return values;
    do values.push_back(number());
    while (accept(','));
    expect(']');
    return values;
  }

  /// An unsigned integer that fits a signed 64-bit one.
  std::uint64_t number() {
    skipSpace();
    std::int64_t value = -1;
    const char* begin = text_.data() + position_;
    const auto [end, error] = std::from_chars(begin, text_.data() + text_.size(), value);
    const bool leadingZero = error == std::errc() && *begin == '0' && end - begin > 1;
    if (error != std::errc() || *begin == '-' || leadingZero) fail("holds a malformed number");
    position_ += static_cast<std::size_t>(end - begin);
    return static_cast<std::uint64_t>(value);
  }

  std::string string() {
    expect('"');
    std::string value;
    for (char c = next(); c != '"'; c = next()) {
      if (static_cast<unsigned char>(c) < 0x20) fail("holds a control character");
      if (c == '\\') {
        escape(value);
      } else {
        value += c;
      }
    }
    return value;
  }

  void escape(std::string& value) {
    constexpr std::string_view kLetters = "\"\\/bfnrt", kMeanings = "\"\\/\b\f\n\r\t";
    const char letter = next();
    if (letter == 'u') {
      appendUtf8(value, codePoint());
    } else if (const std::size_t known = kLetters.find(letter); known != std::string_view::npos) {
      value += kMeanings[known];
    } else {
      fail("holds an unknown escape");
    }
  }

  /// The part behind `\u`, with the second half of a surrogate pair where one is due.
  std::uint32_t codePoint() {
    const std::uint32_t first = fourDigits();
    if (first < 0xD800 || first > 0xDFFF) return first;
    const bool paired = first < 0xDC00 && next() == '\\' && next() == 'u';
    const std::uint32_t second = paired ? fourDigits() : 0;
    if (second < 0xDC00 || second > 0xDFFF) fail("holds half a surrogate pair");
    return 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
  }

  std::uint32_t fourDigits() {
    std::uint32_t value = 0;
    for (int i = 0; i < 4; ++i) {
      const char digit = next();
      std::uint32_t part = 0;
      if (std::from_chars(&digit, &digit + 1, part, 16).ec != std::errc()) fail("holds a malformed escape");
      value = value << 4 | part;
    }
    return value;
  }

  char next() {
    if (position_ == text_.size()) fail("ends too early");
    return text_[position_++];
  }

  void skipSpace() {
    while (position_ < text_.size() && std::string_view(" \t\r\n").find(text_[position_]) != std::string_view::npos) {
      ++position_;
    }
  }

  bool accept(char symbol) {
    skipSpace();
    const bool there = position_ < text_.size() && text_[position_] == symbol;
    position_ += there ? 1 : 0;
    return there;
  }

  void expect(char symbol) {
    if (accept(symbol)) return;
    fail(std::string("lacks a '").append(1, symbol).append("' at byte ").append(std::to_string(position_)));
  }

  [[noreturn]] void fail(const std::string& what) const {
    throw Error(source_, "is not a sound safetensors file: its header " + what,
                "it is damaged: copy, download or export it again");
  }

  std::string_view text_;
  const std::string& source_;
  std::size_t position_ = 0;
};

std::string quotedJson(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20) {
      std::array<char, 7> escape{};
      std::snprintf(escape.data(), escape.size(), "\\u%04x", static_cast<unsigned>(c));
      out += escape.data();
    } else {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
  }
  return out + '"';
}

template <typename Number>
std::string jsonArray(const std::vector<Number>& numbers) {
  std::string json;
  for (const Number number : numbers) {
    json += json.empty() ? '[' : ',';
    json += std::to_string(number);
  }
  return json.empty() ? "[]" : json + ']';
}

/// An object that is written member by member.
class JsonObject {
 public:
  void add(std::string_view name, const std::string& value) {
    json_ += json_.empty() ? '{' : ',';
    json_ += quotedJson(name);
    json_ += ':';
    json_ += value;
  }
  std::string text() const { return json_.empty() ? "{}" : json_ + '}'; }

 private:
  std::string json_;
};

std::string formatTensor(const SafetensorsHeader::Tensor& tensor) {
  JsonObject json;
  json.add("dtype", quotedJson(tensor.type));
  json.add("shape", jsonArray(tensor.shape));
  json.add("data_offsets", jsonArray(std::vector{tensor.begin, tensor.end}));
  return json.text();
}

std::string formatMetadata(const std::map<std::string, std::string>& metadata) {
  JsonObject json;
  for (const auto& [key, value] : metadata) json.add(key, quotedJson(value));
  return json.text();
}

}  // namespace

SafetensorsHeader parseSafetensorsHeader(std::string_view json, const std::string& source) {
  if (!isUtf8(json)) {
    throw Error(source, "is not a sound safetensors file: its header is not UTF-8",
                "it is damaged: copy, download or export it again");
  }
  return HeaderParser(json, source).parse();
}

std::string formatSafetensorsHeader(const SafetensorsHeader& header, const std::string& source) {
  JsonObject object;
  if (!header.metadata.empty()) object.add(kMetadata, formatMetadata(header.metadata));
  for (const auto& [name, tensor] : header.tensors) {
    if (name == kMetadata) throw Error(source, "cannot hold a tensor named __metadata__", "give it another name");
    object.add(name, formatTensor(tensor));
  }
  std::string json = object.text();
  if (!isUtf8(json)) throw Error(source, "cannot hold names or notes that are not UTF-8", "rename them");
  json.resize((json.size() + kAlignment - 1) / kAlignment * kAlignment, ' ');
  return json;
}

}  // namespace macadam
