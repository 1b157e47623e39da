#include "cli/data_report_output.h"

#include "base/number_text.h"
#include "cli/text.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cstdio>

namespace macadam {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array kChannels{"red", "green", "blue"};

void say(const std::string& text) {
  std::fputs((text + '\n').c_str(), stdout);
}

void sayField(const std::string& name, const std::string& value) {
  say(paddedRight(name, 14) + value);
}

std::string originText(Origin origin) {
  switch (origin) {
    case Origin::Training:
      return "training";
    case Origin::Labelled:
      return "labelled";
    case Origin::Unlabelled:
      return "unlabelled";
    case Origin::Validation:
      return "validation";
    case Origin::Test:
      return "test";
    case Origin::Unassigned:
      break;
  }
  return "unassigned";
}

std::string originsText(const DataReport& report) {
  std::string text;
  for (const auto& [origin, count] : report.origins) {
    text += (text.empty() ? "" : ", ") + std::to_string(count) + ' ' + originText(origin);
  }
  return text;
}

std::string sizesText(const DataReport& report) {
  constexpr std::size_t kMostSizes = 4;
  std::string text;
  std::size_t shown = 0;
  for (const auto& [size, count] : report.sizes) {
    if (shown++ == kMostSizes) return text + " and " + std::to_string(report.sizes.size() - kMostSizes) + " more sizes";
    text += (text.empty() ? "" : ", ") + std::to_string(count) + " of " + size;
  }
  return text;
}

std::string channelsText(const DataReport& report) {
  std::string text;
  for (std::size_t i = 0; i < kChannels.size(); ++i) {
    const ChannelSummary& channel = report.channels[i];
    text += (i == 0 ? "" : ", ") + std::string(kChannels[i]) + ' ' + fixedText(channel.minimum, 0) + " to " +
            fixedText(channel.maximum, 0) + " (mean " + fixedText(channel.mean, 1) + ")";
  }
  return text;
}

std::string roadText(const DataReport& report) {
  if (report.dataset.masks.open) return "–, until it is decided what the masks mean";
  if (!report.ignoredShare) return "–, there are no masks";
  if (!report.roadShare) return "–, every pixel of the masks is unknown";
  return percentText(report.roadShareOfAll) + " % of all mask pixels, " + percentText(report.roadShare) +
         " % of the labelled ones; " + percentText(report.ignoredShare) + " % of all are unknown";
}

Json orNull(const std::optional<double>& share) {
  return share ? Json(*share) : Json();
}

Json toJson(const Problem& problem) {
  return {{"where", problem.where}, {"what", problem.what}, {"remedy", problem.remedy}};
}

Json toJson(const MaskMeaning& masks) {
  Json json{{"meaning", masks.sentence}, {"decided", !masks.open.has_value()}, {"values", Json::array()}};
  for (const FoundValue& found : masks.found) {
    Json value{{"value", toText(found.value)}, {"share", found.share}};
    if (!found.name.empty()) value["name"] = found.name;
    if (found.colour) value["colour"] = toText(MaskValue{double(*found.colour), true});
    if (found.isDeclaredNoData) value["declared_nodata"] = true;
    value["means"] = found.label == Label::Road ? "road" : found.label == Label::Unknown ? "unknown" : "background";
    json["values"].push_back(std::move(value));
  }
  return json;
}

}  // namespace

void printDataReport(const DataReport& report) {
  sayField("folder", report.dataset.root.string());
  sayField("layout", report.dataset.layout);
  sayField("tiles", counted(report.dataset.samples.size(), "tile") + " from " + counted(report.scenes, "scene") + ": " +
                        std::to_string(report.withMask) + " with a mask, " + std::to_string(report.withoutMask) +
                        " without");
  sayField("declared as", originsText(report));
  sayField("sizes", sizesText(report));
  if (!report.dataset.masks.sentence.empty()) sayField("meaning", report.dataset.masks.sentence);
  sayField("road", roadText(report));
  sayField("pixels", describe(report.dataset.pixels));
  sayField("colours", channelsText(report));
  for (const Problem& remark : report.dataset.pixels.remarks) sayField("note", describe(remark));
  for (std::size_t i = 0; i < report.dataset.passedOver.size(); ++i) {
    sayField(i == 0 ? "passed over" : "", report.dataset.passedOver[i]);
  }
  if (report.dataset.problems.empty())
    say("\nno problems found");
  else
    printProblems(report.dataset.problems);
}

void printProblems(const std::vector<Problem>& problems) {
  say("\n" + counted(problems.size(), "problem") + ":");
  for (const Problem& problem : problems) say("  " + describe(problem));
}

std::string toJson(const DataReport& report) {
  Json json{{"folder", report.dataset.root.string()},
            {"layout", report.dataset.layout},
            {"tiles", report.dataset.samples.size()},
            {"with_mask", report.withMask},
            {"without_mask", report.withoutMask},
            {"scenes", report.scenes},
            {"declared", Json::object()},
            {"sizes", report.sizes},
            {"masks", toJson(report.dataset.masks)},
            {"road_share", orNull(report.roadShare)},
            {"road_share_of_all", orNull(report.roadShareOfAll)},
            {"ignored_share", orNull(report.ignoredShare)},
            {"pixels", describe(report.dataset.pixels)},
            {"channels", Json::object()},
            {"notes", Json::array()},
            {"passed_over", report.dataset.passedOver},
            {"problems", Json::array()}};
  for (const auto& [origin, count] : report.origins) json["declared"][originText(origin)] = count;
  for (std::size_t i = 0; i < kChannels.size(); ++i) {
    const ChannelSummary& channel = report.channels[i];
    json["channels"][kChannels[i]] = {
        {"minimum", channel.minimum}, {"maximum", channel.maximum}, {"mean", channel.mean}};
  }
  for (const Problem& remark : report.dataset.pixels.remarks) json["notes"].push_back(toJson(remark));
  for (const Problem& problem : report.dataset.problems) json["problems"].push_back(toJson(problem));
  return json.dump(2, ' ', false, Json::error_handler_t::replace);  // names of files are bytes
}

}  // namespace macadam
