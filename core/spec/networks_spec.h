#pragma once

#include "spec/network_spec.h"
#include "spec/role.h"

#include <string>
#include <vector>

namespace macadam {

/// The networks that a method can take, each in its role.
struct NetworksSpec {
  NetworkSpec student{.encoder = Encoder::ResNet50};
  std::vector<NetworkSpec> teachers{{.encoder = Encoder::ResNet101},
                                    {.decoder = Decoder::SegNet, .encoder = Encoder::Vgg16}};  ///< Two or more.
  std::string studentFrom;  ///< A run folder or checkpoint with a trained `student` of the same kind, whose weights the
                            ///< student begins with; empty begins as its own spec says.

  /// The student, then the teachers.
  std::vector<Role> roles() const;
  bool has(Role role) const { return role.teacherNumber() <= static_cast<int>(teachers.size()); }
  /// @pre has(role)
  const NetworkSpec& of(Role role) const;
  NetworkSpec& of(Role role);
  bool operator==(const NetworksSpec&) const = default;
};

}  // namespace macadam
