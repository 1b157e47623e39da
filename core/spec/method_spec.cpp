#include "spec/method_spec.h"

#include "base/nearest_name.h"

#include <algorithm>
#include <optional>

namespace macadam {
namespace {

template <typename... Specs>
std::optional<MethodSpec> named(const std::string& name, std::type_identity<std::variant<Specs...>>) {
  std::optional<MethodSpec> found;
  const auto take = [&]<typename Spec>(std::type_identity<Spec>) {
    if (name == Spec::kFacts.name) found = Spec{};
  };
  (take(std::type_identity<Specs>{}), ...);
  return found;
}

}  // namespace

std::string sentenceOf(const MethodFacts& facts) {
  return std::string(facts.doc) + " (" + std::string(facts.source) + ").";
}

MethodSpec methodFromName(const std::string& name) {
  if (auto method = named(name, std::type_identity<MethodSpec>{})) return *std::move(method);
  std::vector<std::string> known;
  for (const MethodFacts& facts : kMethods) known.emplace_back(facts.name);
  throw Error("method '" + name + "'", "does not exist", suggestName(name, known));
}

std::vector<Part> partsOf(const MethodSpec& method) {
  return std::visit([](const auto& known) { return partsOf(known); }, method);
}

std::vector<Role> rolesBuilt(const MethodSpec& method) {
  std::vector<Role> roles;
  for (const Part& part : partsOf(method)) {
    if (part.use != Part::Use::Given) roles.push_back(part.role);
  }
  std::ranges::sort(roles);
  roles.erase(std::ranges::unique(roles).begin(), roles.end());
  return roles;
}

std::vector<Part> partsReported(const MethodSpec& method) {
  std::vector<Part> parts = partsOf(method);
  std::erase_if(parts, [](const Part& part) { return !part.isReported; });
  std::ranges::stable_sort(parts, {}, &Part::phase);
  return parts;
}

Part mainPart(const MethodSpec& method) {
  return partsOf(method).front();
}

bool readsUnlabelled(const MethodSpec& method) {
  return std::visit([](const auto& known) { return readsUnlabelled(known); }, method);
}

CmsSpec* teachersOf(MethodSpec& method) {
  if (auto* distillation = std::get_if<SslkdSpec>(&method)) {
    return distillation->teachersFrom.empty() ? &distillation->teachers : nullptr;
  }
  return mainPart(method).role.isStudent() ? nullptr : std::get_if<CmsSpec>(&method);
}

std::int64_t iterationsOf(const MethodSpec& method) {
  return std::visit([](const auto& known) { return known.iterations; }, method);
}

void addIterations(MethodSpec& method, std::int64_t more) {
  std::visit([more](auto& known) { known.iterations += more; }, method);
}

}  // namespace macadam
