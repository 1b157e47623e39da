#pragma once

#include "eval/comparison.h"
#include "runs/run_store.h"
#include "spec/run_spec.h"

#include <set>
#include <string>
#include <vector>

namespace macadam {

/// What tells runs apart that are no seeds of one row: their data, their split, and each setting that decides a result.
///
/// Data is compared by what its files held, wherever they lie; by its place where one of the runs on it is of a version
/// that did not record that.
class RunConditions {
 public:
  /// @param runs all that are compared.
  explicit RunConditions(const std::vector<RunFolder>& runs);

  std::vector<Condition> of(const RunFolder& run, const RunSpec& spec) const;
  /// The first of them: the data.
  Condition dataOf(const RunFolder& run, const RunSpec& spec) const;

 private:
  std::set<std::string> unrecorded_;  ///< Places of data whose contents some run does not tell.
};

}  // namespace macadam
