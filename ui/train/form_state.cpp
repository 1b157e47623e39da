#include "ui/train/form_state.h"

#include "ui/train/method_edits.h"
#include "ui/train/method_rows.h"

namespace macadam {
namespace {

/// `small` for a run `small-sslkd`.
std::string baseNameOf(const RunSpec& spec) {
  const std::string suffix = "-" + choiceOf(spec);
  const bool named = spec.name.size() > suffix.size() && spec.name.ends_with(suffix);
  return named ? spec.name.substr(0, spec.name.size() - suffix.size()) : spec.name;
}

}  // namespace

void FormState::begin(const RunSpec& settings, const QString& madeFrom) {
  from = madeFrom;
  spec = begun = settings;
  methods.clear();
  baseName = baseNameOf(settings);
  if (std::holds_alternative<SslkdSpec>(settings.method)) base = settings;
}

std::string FormState::row() const {
  return choiceOf(spec);
}

MethodSpec FormState::methodFor(const std::string& chosen) const {
  if (chosen == row()) return spec.method;
  const auto known = methods.find(chosen);
  return known != methods.end() ? known->second : withEdits(methodOf(chosen, base), methodOf(row(), base), spec.method);
}

void FormState::chooseRow(const std::string& chosen) {
  MethodSpec method = methodFor(chosen);
  methods.insert_or_assign(row(), spec.method);
  spec.method = std::move(method);
}

std::string FormState::nameFor(const std::string& chosen) const {
  return baseName + "-" + chosen;
}

RunSpec FormState::untouched() const {
  RunSpec untouched = begun;
  const std::string first = choiceOf(begun);
  if (row() != first) untouched.method = withEdits(methodOf(row(), base), methodOf(first, base), begun.method);
  if (spec.name == nameFor(row())) untouched.name = spec.name;
  return untouched;
}

}  // namespace macadam
