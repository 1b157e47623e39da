#include "ui/train/method_edits.h"

#include "spec/carried_fields.h"
#include "spec/run_spec_fields.h"

#include <any>
#include <map>
#include <string>
#include <string_view>
#include <variant>

namespace macadam {
namespace {

/// What a field holds, and how a file would write it, by which two are compared.
struct Value {
  std::string text;
  std::any held;
};
using Values = std::map<std::string_view, Value>;

/// A visitor that takes down what the fields of a method hold.
struct Reader {
  Values values;

  void value(const Field& field, const auto& member) { values.emplace(field.key, Value{literal(member), member}); }
  void choice(const Field& field, const auto& member, const auto& choices) {
    values.emplace(field.key, Value{std::string(nameOf(member, choices)), member});
  }
  void choice(const Field&, const Role&, const auto&) {}
  void table(const Field&, const auto&) {}
};

/// A visitor that gives fields the values that there are for them.
struct Writer {
  const Values& values;

  void value(const Field& field, auto& member) { write(field, member); }
  void choice(const Field& field, auto& member, const auto&) { write(field, member); }
  void choice(const Field&, Role&, const auto&) {}
  void table(const Field&, auto&) {}

  template <typename T>
  void write(const Field& field, T& member) {
    const auto found = values.find(field.key);
    if (found == values.end()) return;
    if (const T* value = std::any_cast<T>(&found->second.held)) member = *value;
  }
};

Values valuesOf(const MethodSpec& method) {
  Reader reader;
  std::visit([&](const auto& known) { visitFields(known, reader); }, method);
  return std::move(reader.values);
}

/// Methods that weigh the labels of networks for each other mean the same by a weight; 30 for the squared distances of
/// CCT is 1.5 there.
bool weighsAlike(const MethodSpec& one, const MethodSpec& other) {
  const auto weighsPseudoLabels = [](const auto& known) { return WeighsPseudoLabels<decltype(known)>; };
  return one.index() == other.index() || (std::visit(weighsPseudoLabels, one) && std::visit(weighsPseudoLabels, other));
}

/// Whether its iterations are the teachers' and not a student's.
bool trainsTeachers(const MethodSpec& method) {
  return !mainPart(method).role.isStudent();
}

/// What `other` can take from a method: from SSLKD, where the other trains teachers, how its teachers are trained.
MethodSpec partFor(const MethodSpec& other, const MethodSpec& method) {
  const auto* distillation = std::get_if<SslkdSpec>(&method);
  return distillation != nullptr && trainsTeachers(other) ? MethodSpec(distillation->teachers) : method;
}

Values changesOf(const MethodSpec& original, const MethodSpec& edited) {
  const Values before = valuesOf(original);
  Values changed = valuesOf(edited);
  std::erase_if(changed, [&](const auto& field) {
    const auto same = before.find(field.first);
    return same != before.end() && same->second.text == field.second.text;
  });
  return changed;
}

}  // namespace

MethodSpec withEdits(MethodSpec method, const MethodSpec& original, const MethodSpec& edited) {
  const MethodSpec source = partFor(method, edited);
  Values changed = changesOf(partFor(method, original), source);
  if (!weighsAlike(source, method)) changed.erase("weight");
  Writer writer{changed};
  auto* distillation = std::get_if<SslkdSpec>(&method);
  if (distillation != nullptr && trainsTeachers(source)) {
    visitFields(distillation->teachers, writer);
    return method;
  }
  if (trainsTeachers(source) != trainsTeachers(method)) {
    changed.erase("iterations");
    changed.erase("warm_up_iterations");
    changed.erase("others");
  }
  std::visit([&](auto& known) { visitFields(known, writer); }, method);
  return method;
}

}  // namespace macadam
