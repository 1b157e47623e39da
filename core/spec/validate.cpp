#include "spec/validate.h"

#include "spec/band_order.h"
#include "spec/network_channels.h"
#include "spec/run_spec_fields.h"

#include <algorithm>

namespace macadam {
namespace {

using Problems = std::vector<Problem>;

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
    problems_.push_back({joinPath(path_, field.key), "is none that exists", "take " + allowedNames(choices)});
  }
  void table(const Field& field, const auto& spec) {
    FieldChecker inner(problems_, joinPath(path_, field.key));
    visitFields(spec, inner);
  }
  void variant(const Field& field, const auto& variant) {
    std::visit([&](const auto& spec) { table(field, spec); }, variant);
  }

 private:
  Problems& problems_;
  std::string path_;
};

std::string pathOf(Role role) {
  return "networks." + toString(role);
}

/// What a method does to the networks and the batches, for the rules that all methods share.
struct Demands {
  std::vector<Role> trained;
  bool unlabelledTiles = false;
};

Demands demandsOf(const SupervisedSpec& method) {
  return {{method.network}, false};
}
Demands demandsOf(const CpsSpec& method) {
  return {{Role::Student}, method.pseudoLabelsOn != Scope::Labelled};
}
Demands demandsOf(const CmsSpec& method) {
  return {{method.first, method.second}, method.pseudoLabelsOn != Scope::Labelled};
}
Demands demandsOf(const CctSpec&) {
  return {{Role::Student}, true};
}
Demands demandsOf(const SslkdSpec& method) {
  if (!method.teachersFrom.empty()) return {{Role::Student}, true};
  return {{Role::Student, Role::Teacher1, Role::Teacher2}, true};
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
  for (const Role role : {Role::Student, Role::Teacher1, Role::Teacher2}) {
    const auto [width, pretrained] = std::visit(
        [](const auto& network) { return std::pair(network.width, !network.pretrained.empty()); }, networks.of(role));
    if (!pretrained || width == 1.0) continue;
    problems.push_back({pathOf(role) + ".pretrained", "does not fit width " + literal(width),
                        "pretrained encoders have width 1; set width = 1.0 or leave pretrained empty"});
  }
}

/// DeepLabV3+'s image pooling leaves one value per channel and tile, which BatchNorm cannot normalise alone.
void checkBatches(const RunSpec& spec, const Demands& demands, Problems& problems) {
  if (demands.unlabelledTiles && spec.schedule.unlabelledBatch == 0) {
    problems.push_back(
        {"schedule.unlabelled_batch", "is 0, but the method learns from unlabelled tiles", "set at least 1"});
  }
  for (const Role role : demands.trained) {
    if (!std::holds_alternative<DeepLabV3PlusSpec>(spec.networks.of(role))) continue;
    const auto refuseOne = [&](const char* field, int batch) {
      if (batch != 1) return;
      problems.push_back({field,
                          "is 1, but " + pathOf(role) + " (DeepLabV3+) normalises its pooled branch over the batch",
                          "set at least 2"});
    };
    refuseOne("schedule.labelled_batch", spec.schedule.labelledBatch);
    if (demands.unlabelledTiles) refuseOne("schedule.unlabelled_batch", spec.schedule.unlabelledBatch);
    return;
  }
}

void checkWarmUp(const std::string& path, const auto& method, Problems& problems) {
  if (method.warmUpIterations < method.iterations) return;
  problems.push_back({path + ".warm_up_iterations",
                      "is " + literal(method.warmUpIterations) + " of " + literal(method.iterations) + " iterations",
                      "leave some for what follows the warm-up"});
}

void checkMethod(const SupervisedSpec&, const NetworksSpec&, Problems&) {}

void checkMethod(const CpsSpec& method, const NetworksSpec&, Problems& problems) {
  checkWarmUp("method", method, problems);
}

void checkMethod(const CctSpec&, const NetworksSpec&, Problems&) {}

void checkMethod(const CmsSpec& method, const NetworksSpec&, Problems& problems) {
  checkWarmUp("method", method, problems);
  if (method.first == method.second) {
    problems.push_back({"method.second", "is " + literal(toString(method.second)) + " like method.first",
                        "name two different networks"});
  }
}

void checkFeatureLoss(const NetworksSpec& networks, Problems& problems) {
  const NetworkSpec& teacher = networks.teacher1;
  const NetworkSpec& student = networks.student;
  const std::string remedy = "choose an encoder or a width that fits, or set method.feature_weight = 0";
  const auto differ = [&](const std::string& what, int ofTeacher, int ofStudent) {
    problems.push_back(
        {"method.feature_weight",
         "needs equal " + what + ", but teacher1 has " + literal(ofTeacher) + " and the student " + literal(ofStudent),
         remedy});
  };
  if (featureChannels(teacher) != featureChannels(student)) {
    differ("feature channels", featureChannels(teacher), featureChannels(student));
  }
  if (featureStride(teacher) != featureStride(student)) {
    differ("feature strides", featureStride(teacher), featureStride(student));
  }
}

void checkMethod(const SslkdSpec& method, const NetworksSpec& networks, Problems& problems) {
  checkWarmUp("method", method, problems);
  if (!method.teachersFrom.empty()) return;  // then they are what that file says
  if (method.featureWeight > 0.0) checkFeatureLoss(networks, problems);
  checkWarmUp("method.teachers", method.teachers, problems);
  if (method.teachers.first != Role::Teacher1 || method.teachers.second != Role::Teacher2) {
    problems.push_back(
        {"method.teachers", "must train teacher1 and teacher2", "set first = \"teacher1\" and second = \"teacher2\""});
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
  std::visit(
      [&](const auto& method) {
        checkBatches(spec, demandsOf(method), problems);
        checkMethod(method, spec.networks, problems);
      },
      spec.method);
  return problems;
}

Problems validate(const NetworkSpec& network, const std::string& path) {
  Problems problems;
  FieldChecker checker(problems, path);
  std::visit([&](const auto& chosen) { visitFields(chosen, checker); }, network);
  return problems;
}

bool learnsFromUnlabelledTiles(const MethodSpec& method) {
  return std::visit([](const auto& chosen) { return demandsOf(chosen).unlabelledTiles; }, method);
}

}  // namespace macadam
