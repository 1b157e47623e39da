#include "labels/label_sources.h"

#include "base/error.h"
#include "labels/label_sources_format.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>

namespace macadam {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostAccepted = std::numeric_limits<std::uint8_t>::max() + 1 - LabelSources::kFirstAccepted;

Json jsonOf(const LabelSource& source) {
  return {{"title", source.title},
          {"run", source.run},
          {"network", source.network},
          {"checkpoint", source.checkpoint},
          {"threshold", source.threshold}};
}

LabelSource sourceOf(const Json& json) {
  return {.title = json.at("title").get<std::string>(),
          .run = json.at("run").get<std::string>(),
          .network = json.at("network").get<std::string>(),
          .checkpoint = json.at("checkpoint").get<std::string>(),
          .threshold = json.at("threshold").get<double>()};
}

std::string textOf(const Json& json, int indent) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

template <typename Read>
auto readJson(std::string_view text, const Read& read) {
  try {
    return read(Json::parse(text));
  } catch (const Json::exception& exception) {
    throw Error("where labels are from", std::string("cannot be read (") + exception.what() + ")",
                "restore it from a copy");
  }
}

}  // namespace

std::uint8_t LabelSources::codeOf(const LabelSource& source) {
  const auto known = std::ranges::find(accepted_, source);
  const auto index = static_cast<std::size_t>(known - accepted_.begin());
  if (index == kMostAccepted) {
    throw Error(source.title, "is the 255th source of labels of one picture, which can have 254",
                "take proposals from a source that was used here before");
  }
  if (known == accepted_.end()) accepted_.push_back(source);
  return static_cast<std::uint8_t>(kFirstAccepted + index);
}

const LabelSource* LabelSources::find(std::uint8_t code) const {
  const std::size_t index = std::size_t{code} - kFirstAccepted;
  return code >= kFirstAccepted && index < accepted_.size() ? &accepted_[index] : nullptr;
}

std::string LabelSources::titleOf(std::uint8_t code) const {
  if (code == kOriginal) return "as it came";
  if (code == kPerson) return "drawn by a person";
  const LabelSource* source = find(code);
  return source != nullptr ? source->title : "source " + std::to_string(code);
}

std::string toJson(const LabelSource& source) {
  return textOf(jsonOf(source), -1);
}

LabelSource labelSourceFromJson(std::string_view text) {
  return readJson(text, [](const Json& json) { return sourceOf(json); });
}

std::string toJson(const LabelSources& sources) {
  Json codes = Json::object();
  for (const std::uint8_t code : {LabelSources::kOriginal, LabelSources::kPerson})
    codes[std::to_string(code)] = {{"title", sources.titleOf(code)}};
  int code = LabelSources::kFirstAccepted;
  for (const LabelSource& source : sources.accepted()) codes[std::to_string(code++)] = jsonOf(source);
  Json json{{"codes", codes}};
  stateVersion(json, kLabelSourcesFormat);
  return textOf(json, 1) + '\n';
}

LabelSources labelSourcesFromJson(std::string_view text) {
  return readJson(text, [](const Json& json) {
    Json present = json;
    bringUpToDate(present, kLabelSourcesFormat, "where labels are from");
    const Json& codes = present.at("codes");
    LabelSources sources;
    for (int code = LabelSources::kFirstAccepted; codes.contains(std::to_string(code)); ++code) {
      if (sources.codeOf(sourceOf(codes[std::to_string(code)])) == code) continue;
      throw Error("where labels are from", "names source " + std::to_string(code) + " twice", "restore it from a copy");
    }
    return sources;
  });
}

}  // namespace macadam
