#include "spec/validate.h"

#include "spec/band_order.h"
#include "spec/run_spec_fields.h"

#include <algorithm>

namespace macadam {
namespace {

/// A visitor that checks each field by itself.
class FieldChecker {
 public:
  FieldChecker(Problems& problems, std::string path) : problems_(problems), path_(std::move(path)) {}

  template <typename T>
  void value(const Field& field, const T& member) {
    if (holds(field, member)) return;
    problems_.push_back({joinPath(path_, field.key), "is " + literal(member), "write " + allowedValues<T>(field)});
  }
  void choice(const Field& field, const auto& member, const auto& choices) {
    if (!nameOf(member, choices).empty()) return;
    problems_.push_back({joinPath(path_, field.key), "cannot be taken here", "take " + allowedNames(choices)});
  }
  void table(const Field& field, const auto& spec) {
    FieldChecker inner(problems_, joinPath(path_, field.key));
    visitFields(spec, inner);
  }
  void method(const Field& field, const MethodSpec& method) {
    std::visit([&](const auto& spec) { table(field, spec); }, method);
  }

 private:
  Problems& problems_;
  std::string path_;
};

std::string pathOf(Role role) {
  return "networks." + toString(role);
}

void checkName(const RunSpec& spec, Problems& problems) {
  const bool usable =
      !spec.name.empty() && spec.name != "." && spec.name != ".." &&
      std::ranges::none_of(spec.name, [](unsigned char c) { return c < 0x20 || c == '/' || c == '\\'; });
  if (!usable) problems.push_back({"name", "cannot name a folder", "write a text without / and \\"});
}

void checkData(const RunSpec& spec, Problems& problems) {
  if (spec.data.path.empty()) problems.push_back({"data.path", "is empty", "name the folder of a data set"});
  if (!bandsFromText(spec.data.bands)) {
    problems.push_back({"data.bands", "is " + literal(spec.data.bands),
                        "write three band numbers from 1, for example \"3,2,1\", or leave it empty"});
  }
  if (spec.split.file.empty() && spec.split.validationShare + spec.split.testShare >= 1.0) {
    problems.push_back({"split.validation_share", "and split.test_share leave nothing to train on",
                        "choose shares whose sum is below 1"});
  }
  if (spec.augment.minimumScale > spec.augment.maximumScale) {
    problems.push_back({"augment.minimum_scale", "is above augment.maximum_scale", "swap the two"});
  }
}

/// The shortest stretch over which the learning rate runs its course once.
std::int64_t shortestCourse(const MethodSpec& method) {
  const auto* sslkd = std::get_if<SslkdSpec>(&method);
  if (sslkd != nullptr && sslkd->teachersFrom.empty()) return std::min(sslkd->iterations, sslkd->teachers.iterations);
  return iterationsOf(method);
}

void checkSchedule(const ScheduleSpec& schedule, const MethodSpec& method, Problems& problems) {
  const std::int64_t course = shortestCourse(method);
  if (schedule.learningRateWarmUp > 0 && schedule.learningRateWarmUp >= course) {
    problems.push_back({"schedule.learning_rate_warm_up",
                        "is " + literal(schedule.learningRateWarmUp) + " of " + literal(course) + " iterations",
                        "leave some at the full rate"});
  }
  if (schedule.minimumLearningRate > schedule.learningRate) {
    problems.push_back({"schedule.minimum_learning_rate", "is above schedule.learning_rate", "lower it"});
  }
}

void checkPretrained(const NetworksSpec& networks, Problems& problems) {
  for (const Role role : networks.roles()) {
    const NetworkSpec& network = networks.of(role);
    if (network.pretrained.empty() || network.width == 1.0) continue;
    problems.push_back({pathOf(role) + ".pretrained", "does not fit width " + literal(network.width),
                        "pretrained encoders have width 1; set width = 1.0 or leave pretrained empty"});
  }
}

/// A pooled branch has one value per channel and tile, which BatchNorm cannot normalise alone.
void checkBatches(const RunSpec& spec, Problems& problems) {
  const bool seesUnlabelled = readsUnlabelled(spec.method);
  if (seesUnlabelled && spec.schedule.unlabelledBatch == 0) {
    problems.push_back(
        {"schedule.unlabelled_batch", "is 0, but the method learns from unlabelled tiles", "set at least 1"});
  }
  for (const Role role : rolesBuilt(spec.method)) {
    if (!spec.networks.has(role)) continue;
    const DecoderFacts& decoder = factsOf(spec.networks.of(role).decoder);
    if (!decoder.normalisesPooled) continue;
    const auto refuseOne = [&](const char* field, int batch) {
      if (batch != 1) return;
      problems.push_back({field,
                          "is 1, but " + pathOf(role) + " (" + std::string(decoder.title) +
                              ") normalises its pooled branch over the batch",
                          "set at least 2"});
    };
    refuseOne("schedule.labelled_batch", spec.schedule.labelledBatch);
    if (seesUnlabelled) refuseOne("schedule.unlabelled_batch", spec.schedule.unlabelledBatch);
    return;
  }
}

}  // namespace

Problems validate(const RunSpec& spec) {
  Problems problems;
  FieldChecker checker(problems, "");
  visitFields(spec, checker);
  checkName(spec, problems);
  checkData(spec, problems);
  checkSchedule(spec.schedule, spec.method, problems);
  checkPretrained(spec.networks, problems);
  checkBatches(spec, problems);
  std::visit([&](const auto& method) { check(method, spec.networks, problems); }, spec.method);
  return problems;
}

Problems validate(const NetworkSpec& network, const std::string& path) {
  Problems problems;
  FieldChecker checker(problems, path);
  visitFields(network, checker);
  return problems;
}

}  // namespace macadam
