#include "spec/stage_place.h"

namespace macadam {
namespace {

/// A warm-up is a stage of its own.
template <typename Spec>
int stagesOf(const Spec& method) {
  if constexpr (requires { method.warmUpIterations; }) return method.warmUpIterations > 0 ? 2 : 1;
  return 1;
}

}  // namespace

bool trainsItsTeachers(const MethodSpec& method) {
  const auto* distilled = std::get_if<SslkdSpec>(&method);
  return distilled != nullptr && distilled->teachersFrom.empty();
}

StagePlace stagePlace(const MethodSpec& method, Role network) {
  const int own = std::visit([](const auto& spec) { return stagesOf(spec); }, method);
  if (!trainsItsTeachers(method)) return {.first = 1, .count = own};
  const int teachers = stagesOf(std::get<SslkdSpec>(method).teachers);
  return {.first = network.isStudent() ? teachers + 1 : 1, .count = teachers + own};
}

}  // namespace macadam
