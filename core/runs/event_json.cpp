#include "runs/event_json.h"

#include "base/error.h"
#include "data/json_format.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <limits>

namespace macadam {
namespace {

using Json = nlohmann::ordered_json;

/// Each line states its own, for a run may be gone on with by a later Macadam.
constexpr JsonFormat kEventFormat{"the events of a run"};

constexpr const char* kEndings[] = {"completed", "stopped", "time limit", "failed"};
constexpr const char* kSubsets[] = {"validation", "test"};

template <typename Enum, std::size_t size>
Enum enumFromName(const std::string& name, const char* const (&names)[size]) {
  for (std::size_t i = 0; i < size; ++i) {
    if (name == names[i]) return static_cast<Enum>(i);
  }
  throw Error("event", "names the unknown word '" + name + "'", "open the run with the version that wrote it");
}

Json number(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
  return value;
}

double number(const Json& json) {
  if (!json.is_string()) return json.get<double>();
  const auto& name = json.get_ref<const std::string&>();
  if (name == "NaN") return std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  return name.starts_with('-') ? -infinity : infinity;
}

Json counts(const Confusion& c) {
  return {c.truePositives, c.falsePositives, c.falseNegatives, c.trueNegatives};
}

Confusion counts(const Json& json) {
  return {.truePositives = json.at(0),
          .falsePositives = json.at(1),
          .falseNegatives = json.at(2),
          .trueNegatives = json.at(3)};
}

Json write(const StageStarted& e) {
  return {{"event", "stage"},
          {"name", e.name},
          {"index", e.index},
          {"count", e.count},
          {"first_iteration", e.firstIteration},
          {"iterations", e.iterations},
          {"total_iterations", e.totalIterations},
          {"trained", e.trained},
          {"frozen", e.frozen},
          {"evaluate_every", e.evaluateEvery}};
}

Json write(const StepDone& e) {
  Json terms = Json::array();
  for (const LossTerm& term : e.terms) {
    terms.push_back({{"name", term.name}, {"value", number(term.value)}, {"weight", number(term.weight)}});
  }
  Json json{{"event", "step"},
            {"iteration", e.iteration},
            {"total", number(e.total)},
            {"terms", std::move(terms)},
            {"learning_rate", number(e.learningRate)},
            {"step_seconds", number(e.stepSeconds)},
            {"wait_seconds", number(e.waitSeconds)},
            {"images", e.images}};
  if (const auto& quality = e.pseudoLabels) {
    Json& labels = json["pseudo_labels"] = Json{{"confident_share", number(quality->confidentShare)}};
    if (quality->agreement) labels["agreement"] = number(*quality->agreement);
    if (quality->againstTruth) labels["against_truth"] = counts(*quality->againstTruth);
  }
  return json;
}

Json write(const Evaluated& e) {
  Json scores = Json::array();
  for (const NetworkScore& score : e.scores) {
    Json perSample = Json::array();
    for (const Confusion& sample : score.perSample) perSample.push_back(counts(sample));
    scores.push_back(
        {{"network", score.network}, {"pooled", counts(score.pooled)}, {"per_sample", std::move(perSample)}});
  }
  return {{"event", "evaluated"},  {"iteration", e.iteration},     {"on", kSubsets[static_cast<int>(e.subset)]},
          {"best", e.best},        {"seconds", number(e.seconds)}, {"scores", std::move(scores)},
          {"samples", e.sampleIds}};
}

Json write(const Evaluating& e) {
  return {{"event", "evaluating"}, {"iteration", e.iteration}, {"on", kSubsets[static_cast<int>(e.subset)]},
          {"tile", e.tile},        {"tiles", e.tiles},         {"seconds", number(e.seconds)}};
}

Json write(const PreviewReady& e) {
  return {{"event", "preview"},   {"iteration", e.iteration}, {"network", e.network},
          {"sample", e.sampleId}, {"width", e.width},         {"height", e.height}};
}

Json write(const CheckpointSaved& e) {
  return {{"event", "checkpoint"}, {"iteration", e.iteration}, {"path", e.path}, {"best", e.best}};
}

Json write(const Warning& e) {
  return {{"event", "warning"}, {"message", e.message}};
}

Json write(const Note& e) {
  return {{"event", "note"}, {"message", e.message}};
}

Json write(const RunFinished& e) {
  return {{"event", "finished"},
          {"iteration", e.iteration},
          {"ending", kEndings[static_cast<int>(e.ending)]},
          {"message", e.message},
          {"seconds", number(e.seconds)}};
}

StepDone readStep(const Json& json) {
  StepDone e{.iteration = json.at("iteration"),
             .total = number(json.at("total")),
             .learningRate = number(json.at("learning_rate")),
             .stepSeconds = number(json.at("step_seconds")),
             .waitSeconds = number(json.at("wait_seconds")),
             .images = json.at("images")};
  for (const Json& term : json.at("terms")) {
    e.terms.push_back({term.at("name"), number(term.at("value")), number(term.at("weight"))});
  }
  if (json.contains("pseudo_labels")) {
    const Json& labels = json["pseudo_labels"];
    PseudoLabelQuality& quality = e.pseudoLabels.emplace();
    quality.confidentShare = number(labels.at("confident_share"));
    if (labels.contains("agreement")) quality.agreement = number(labels["agreement"]);
    if (labels.contains("against_truth")) quality.againstTruth = counts(labels["against_truth"]);
  }
  return e;
}

Evaluated readEvaluated(const Json& json) {
  Evaluated e{.iteration = json.at("iteration"),
              .subset = enumFromName<EvaluatedOn>(json.at("on"), kSubsets),
              .sampleIds = json.at("samples"),
              .best = json.at("best"),
              .seconds = number(json.at("seconds"))};
  for (const Json& score : json.at("scores")) {
    NetworkScore& read = e.scores.emplace_back();
    read.network = score.at("network");
    read.pooled = counts(score.at("pooled"));
    for (const Json& sample : score.at("per_sample")) read.perSample.push_back(counts(sample));
  }
  return e;
}

StageStarted readStage(const Json& json) {
  using Names = std::vector<std::string>;
  return {.name = json.at("name"),
          .index = json.at("index"),
          .count = json.at("count"),
          .firstIteration = json.at("first_iteration"),
          .iterations = json.at("iterations"),
          .totalIterations = json.at("total_iterations"),
          .trained = json.value("trained", Names{}),
          .frozen = json.value("frozen", Names{}),
          .evaluateEvery = json.value("evaluate_every", std::int64_t{0})};
}

Event readEvent(const Json& json) {
  const std::string kind = json.at("event");
  if (kind == "step") return readStep(json);
  if (kind == "evaluated") return readEvaluated(json);
  if (kind == "warning") return Warning{json.at("message")};
  if (kind == "note") return Note{json.at("message")};
  if (kind == "checkpoint") return CheckpointSaved{json.at("iteration"), json.at("path"), json.at("best")};
  if (kind == "stage") return readStage(json);
  if (kind == "preview") {
    return PreviewReady{.iteration = json.at("iteration"),
                        .network = json.at("network"),
                        .sampleId = json.at("sample"),
                        .width = json.at("width"),
                        .height = json.at("height")};
  }
  if (kind == "finished") {
    return RunFinished{enumFromName<Ending>(json.at("ending"), kEndings), json.at("iteration"), json.at("message"),
                       number(json.at("seconds"))};
  }
  throw Error("event", "is of the unknown kind '" + kind + "'", "open the run with the version that wrote it");
}

}  // namespace

std::string toJsonLine(const Event& event, const std::string& picture) {
  Json json = std::visit([](const auto& e) { return write(e); }, event);
  if (!picture.empty()) json["picture"] = picture;
  stateVersion(json, kEventFormat);
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

EventLine fromJsonLine(std::string_view line) {
  try {
    Json json = Json::parse(line);
    bringUpToDate(json, kEventFormat, "event");
    return {readEvent(json), json.value("picture", "")};
  } catch (const Json::exception& exception) {
    throw Error("event", std::string("cannot be read (") + exception.what() + ")",
                "remove the line or restore the file");
  }
}

}  // namespace macadam
