#include "spec/methods/cms.h"

#include "base/nearest_name.h"

#include <algorithm>
#include <ranges>

namespace macadam {
namespace {

std::vector<std::string> namesIn(const std::string& list) {
  std::vector<std::string> names;
  for (const auto part : std::views::split(list, ',')) {
    std::string name(part.begin(), part.end());
    std::erase(name, ' ');
    if (!name.empty()) names.push_back(std::move(name));
  }
  return names;
}

}  // namespace

std::vector<Role> rolesOf(const CmsSpec& method) {
  std::vector<Role> roles{method.first, method.second};
  for (const std::string& name : namesIn(method.others)) {
    const auto known = std::ranges::find(kRoles, name, &Choice<Role>::name);
    if (known != kRoles.end()) roles.push_back(known->value);
  }
  return roles;
}

void addOther(CmsSpec& method, Role role) {
  method.others += (method.others.empty() ? "" : ", ") + toString(role);
}

void removeOther(CmsSpec& method, Role role) {
  std::vector<std::string> names = namesIn(method.others);
  std::erase(names, toString(role));
  method.others.clear();
  for (const std::string& name : names) method.others += (method.others.empty() ? "" : ", ") + name;
}

std::vector<Part> partsOf(const CmsSpec& method) {
  const std::vector<Role> roles = rolesOf(method);
  const bool hasStudent = std::ranges::find(roles, Role::Student) != roles.end();
  std::vector<Part> parts;
  for (const Role role : roles) {
    Part part = partOf(role);
    part.isReported = !hasStudent || role.isStudent();
    parts.push_back(std::move(part));
  }
  std::ranges::stable_partition(parts, &Part::isReported);
  return parts;
}

void checkNames(const CmsSpec& method, Problems& problems, const std::string& path) {
  if (method.first == method.second) {
    problems.push_back({path + ".second", "is " + literal(toString(method.second)) + " like " + path + ".first",
                        "name two different networks"});
  }
  std::vector<Role> seen{method.first, method.second};
  for (const std::string& name : namesIn(method.others)) {
    const auto known = std::ranges::find(kRoles, name, &Choice<Role>::name);
    if (known == kRoles.end()) {
      problems.push_back({path + ".others", "names '" + name + "'",
                          suggestName(name, std::vector<std::string>(kRoleNames.begin(), kRoleNames.end()))});
    } else if (std::ranges::find(seen, known->value) != seen.end()) {
      problems.push_back({path + ".others", "names " + name + ", which takes part already", "leave it out"});
    } else {
      seen.push_back(known->value);
    }
  }
}

void check(const CmsSpec& method, const NetworksSpec& networks, Problems& problems, const std::string& path) {
  checkWarmUp(path, method.warmUpIterations, method.iterations, problems);
  checkNames(method, problems, path);
  checkRole(path + ".first", method.first, networks, problems);
  checkRole(path + ".second", method.second, networks, problems);
  for (const Role other : rolesOf(method) | std::views::drop(2)) checkRole(path + ".others", other, networks, problems);
}

}  // namespace macadam
