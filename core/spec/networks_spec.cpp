#include "spec/networks_spec.h"

namespace macadam {

std::string toString(Role role) {
  return std::string(kRoleNames.at(static_cast<std::size_t>(role.teacherNumber())));
}

std::string titleOf(Role role) {
  return role.isStudent() ? "student" : "teacher " + std::to_string(role.teacherNumber());
}

std::vector<Role> NetworksSpec::roles() const {
  std::vector<Role> roles{Role::Student};
  for (std::size_t i = 1; i <= teachers.size(); ++i) roles.push_back(Role::teacher(static_cast<int>(i)));
  return roles;
}

const NetworkSpec& NetworksSpec::of(Role role) const {
  return role.isStudent() ? student : teachers.at(static_cast<std::size_t>(role.teacherNumber()) - 1);
}

NetworkSpec& NetworksSpec::of(Role role) {
  return role.isStudent() ? student : teachers.at(static_cast<std::size_t>(role.teacherNumber()) - 1);
}

}  // namespace macadam
