#pragma once

#include "base/error.h"
#include "spec/field.h"
#include "spec/networks_spec.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace macadam {

/// What there is to say about a method, stated once for files, forms, tables and reports.
struct MethodFacts {
  std::string_view name;   ///< In files.
  std::string_view title;  ///< In tables.
  std::string_view doc;    ///< A sentence without its full stop.
  std::string_view source;
};

/// A network that takes part in a run.
struct Part {
  enum class Use {
    Trained,
    Averaged,  ///< Follows a trained one.
    Given,     ///< Trained elsewhere; its file says what it is.
  };

  std::string name;   ///< In checkpoints and events.
  std::string title;  ///< In tables and figures.
  Role role;          ///< By whose spec it is built.
  Use use = Use::Trained;
  bool isReported = true;
  int phase = 0;  ///< Of the run's phases, the one that trains it.
};

/// The part of a role that has its name.
inline Part partOf(Role role, Part::Use use = Part::Use::Trained, int phase = 0) {
  return {.name = toString(role), .title = titleOf(role), .role = role, .use = use, .phase = phase};
}

/// Which images of a step a loss term sees.
enum class Scope { Labelled, Unlabelled, Both };

inline constexpr std::array<Choice<Scope>, 3> kScopes{
    {{"labelled", Scope::Labelled}, {"unlabelled", Scope::Unlabelled}, {"both", Scope::Both}}};

inline constexpr std::array<Choice<Role>, kRoleNames.size()> kRoles = [] {
  std::array<Choice<Role>, kRoleNames.size()> roles{};
  for (std::size_t i = 0; i < roles.size(); ++i) roles[i] = {kRoleNames[i], Role::teacher(static_cast<int>(i))};
  return roles;
}();

using Problems = std::vector<Problem>;

/// Refuses a warm-up that leaves nothing. @param path of the method's table
void checkWarmUp(const std::string& path, std::int64_t warmUp, std::int64_t iterations, Problems& problems);
/// Refuses a network that `networks` has not. @param field that names it
void checkRole(const std::string& field, Role role, const NetworksSpec& networks, Problems& problems);

/// What each method says of itself beside its struct and facts, in spec/methods/<method>.h:
///
///   visitFields(spec, visitor)             its fields, as in run_spec_fields.h
///   partsOf(spec)                          the networks that take part, the one that it is judged by first
///   readsUnlabelled(spec)                  whether a step sees unlabelled tiles
///   check(spec, networks, problems)        what of it does not go together

}  // namespace macadam
