#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace macadam {

/// One thing that is wrong, in words for the person who has to mend it.
struct Problem {
  std::string where;   ///< The file or field, for example `masks/17.png` or `schedule.learning_rate`.
  std::string what;    ///< What is wrong, for example `is 512×500, its image 512×512`.
  std::string remedy;  ///< What to do, for example `re-export the mask`.

  bool operator==(const Problem&) const = default;
};

/// `where what; remedy` as one line.
std::string describe(const Problem& problem);

/// The one exception type of Macadam: it carries every problem found, not only the first.
class Error : public std::runtime_error {
 public:
  Error(std::string where, std::string what, std::string remedy);
  /// @pre `problems` is not empty.
  explicit Error(std::vector<Problem> problems);

  const std::vector<Problem>& problems() const noexcept { return problems_; }

 private:
  std::vector<Problem> problems_;
};

}  // namespace macadam
