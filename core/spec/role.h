#pragma once

#include <array>
#include <compare>
#include <string>
#include <string_view>

namespace macadam {

/// The place of a network in a run: its student, or one of its teachers. `networks` has a spec for each.
class Role {
 public:
  static constexpr int kMostTeachers = 9;

  static const Role Student, Teacher1, Teacher2;
  /// @param number from 1 to kMostTeachers
  static constexpr Role teacher(int number) { return Role(number); }

  constexpr Role() = default;
  constexpr bool isStudent() const { return teacher_ == 0; }
  /// From 1; 0 of the student.
  constexpr int teacherNumber() const { return teacher_; }
  auto operator<=>(const Role&) const = default;

 private:
  constexpr explicit Role(int teacher) : teacher_(teacher) {}

  int teacher_ = 0;
};

inline constexpr Role Role::Student = Role(0);
inline constexpr Role Role::Teacher1 = Role(1);
inline constexpr Role Role::Teacher2 = Role(2);

/// The names of roles in files: `student`, `teacher1`, ….
inline constexpr std::array<std::string_view, 1 + Role::kMostTeachers> kRoleNames{
    "student",  "teacher1", "teacher2", "teacher3", "teacher4",
    "teacher5", "teacher6", "teacher7", "teacher8", "teacher9"};

/// In files, checkpoints and events: `student`, `teacher2`.
std::string toString(Role role);

/// In tables and figures: `student`, `teacher 2`.
std::string titleOf(Role role);

}  // namespace macadam
