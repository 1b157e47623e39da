#include "labels/label_records.h"

#include "base/crc32.h"
#include "base/input_file.h"

#include <nlohmann/json.hpp>

#include <cstring>
#include <limits>
#include <string_view>
#include <utility>

namespace macadam {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kFormat = "macadam labels journal ";
constexpr std::string_view kFirstLine = "macadam labels journal 1\n";

/// The first byte of a record.
enum Kind : char { kHeader = 'H', kStep = 'S', kUndone = 'U', kRedone = 'R', kSource = 'P', kPicture = 'I' };

std::string bytesOf(std::uint32_t number) {
  return {reinterpret_cast<const char*>(&number), sizeof number};
}

std::uint32_t numberAt(std::string_view bytes) {
  std::uint32_t number = 0;
  std::memcpy(&number, bytes.data(), sizeof number);
  return number;
}

constexpr std::size_t kFrame = 2 * sizeof(std::uint32_t);

std::string framed(Kind kind, std::string_view contents) {
  std::string payload(1, kind);
  payload += contents;
  return bytesOf(static_cast<std::uint32_t>(payload.size())) + bytesOf(crc32(payload)) + payload;
}

/// The payload of the record that `bytes` begin with; empty where none is whole, for no record is empty.
std::string_view payloadIn(std::string_view bytes) {
  if (bytes.size() < kFrame) return {};
  const std::uint32_t length = numberAt(bytes), checksum = numberAt(bytes.substr(sizeof length));
  const std::string_view payload = bytes.substr(kFrame, length);
  return payload.size() == length && crc32(payload) == checksum ? payload : std::string_view();
}

JournalHeader headerOf(std::string_view text) {
  const Json json = Json::parse(text);
  return {.id = json.at("id").get<std::string>(),
          .size = {json.at("width").get<int>(), json.at("height").get<int>()},
          .base = json.at("base").get<std::string>(),
          .reading = json.at("reading").get<std::string>(),
          .baseSources = json.at("base_sources").get<std::string>(),
          .sources = labelSourcesFromJson(json.at("sources").get<std::string>()),
          .picture = json.at("picture").get<std::string>()};
}

struct Encoder {
  std::string operator()(const LabelStep& step) const {
    return framed(kStep, bytesOf(static_cast<std::uint32_t>(step.text.size())) + step.text + step.edit.encoded());
  }
  std::string operator()(const StepUndone&) const { return framed(kUndone, {}); }
  std::string operator()(const StepRedone&) const { return framed(kRedone, {}); }
  std::string operator()(const SourceAdded& added) const { return framed(kSource, toJson(added.source)); }
  std::string operator()(const PictureChanged& changed) const { return framed(kPicture, changed.picture); }
};

[[noreturn]] void refuse(const char* what) {
  throw Error("a record of labels", what, "restore it from a copy");
}

LabelStep stepOf(std::string_view contents, cv::Size size) {
  if (contents.size() < sizeof(std::uint32_t)) refuse("ends too early");
  const std::uint32_t length = numberAt(contents);
  contents.remove_prefix(sizeof length);
  if (length > contents.size()) refuse("ends too early");
  LabelStep step{std::string(contents.substr(0, length)), LabelEdit::decoded(contents.substr(length))};
  if (step.edit.size() != size) refuse("is of another picture");
  return step;
}

LabelRecord recordOf(std::string_view payload, cv::Size size) {
  const std::string_view contents = payload.substr(1);
  switch (payload.front()) {
    case kStep:
      return stepOf(contents, size);
    case kUndone:
      return StepUndone{};
    case kRedone:
      return StepRedone{};
    case kSource:
      return SourceAdded{labelSourceFromJson(contents)};
    case kPicture:
      return PictureChanged{std::string(contents)};
    default:
      refuse("is of no known kind");
  }
}

/// The records of a file, one after the other, up to the first that is not whole.
class RecordReader {
 public:
  explicit RecordReader(std::string_view bytes) : bytes_(bytes) {}

  std::uint64_t position() const { return position_; }
  std::string_view rest() const { return bytes_.substr(position_); }
  void skip(std::size_t count) { position_ += count; }

  /// Hands the next payload to `use`. False where there is no whole one or it cannot be understood.
  template <typename Use>
  bool next(const Use& use) {
    const std::string_view payload = payloadIn(rest());
    if (payload.empty()) return false;
    try {
      use(payload);
    } catch (const Error&) {
      return false;
    } catch (const Json::exception&) {
      return false;
    }
    position_ += kFrame + payload.size();
    return true;
  }

 private:
  std::string_view bytes_;
  std::uint64_t position_ = 0;
};

}  // namespace

std::string encoded(const JournalHeader& header) {
  const Json json{{"id", header.id},
                  {"width", header.size.width},
                  {"height", header.size.height},
                  {"base", header.base},
                  {"reading", header.reading},
                  {"base_sources", header.baseSources},
                  {"sources", toJson(header.sources)},
                  {"picture", header.picture}};
  return std::string(kFirstLine) + framed(kHeader, json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

std::string encoded(const LabelRecord& record) {
  return std::visit(Encoder{}, record);
}

std::optional<JournalContents> readJournal(const std::filesystem::path& file) {
  const InputFile input(file);
  const std::string bytes = input.text(input.whole());
  if (!bytes.starts_with(kFirstLine)) {
    const std::size_t end = bytes.find('\n');
    if (!bytes.starts_with(kFormat) || end == std::string::npos) return std::nullopt;
    throw Error(file.string(), "was written by a newer Macadam (" + bytes.substr(0, end) + ")",
                "open it with that one, or move the file away to begin anew");
  }
  RecordReader reader(bytes);
  reader.skip(kFirstLine.size());
  JournalContents contents;
  const bool hasHeader = reader.next([&](std::string_view payload) {
    if (payload.front() != kHeader) refuse("is no header");
    contents.header = headerOf(payload.substr(1));
  });
  if (!hasHeader) return std::nullopt;
  const auto add = [&](std::string_view payload) {
    contents.records.push_back(recordOf(payload, contents.header.size));
  };
  while (reader.next(add)) continue;
  contents.bytes = reader.position();
  contents.tail = reader.rest();
  return contents;
}

}  // namespace macadam
