#pragma once

#include "spec/run_spec.h"

#include <string>
#include <vector>

namespace macadam {

/// A field, or a table of fields, that changes nothing under the other settings of its spec.
struct IdleSetting {
  std::string key;  ///< Dotted; a table ends with a dot, as in `networks.teacher1.`.
  std::string why;  ///< For example `the method does not use this network`.
};

std::vector<IdleSetting> idleSettings(const RunSpec& spec);

/// Why a field changes nothing; empty where it does.
std::string whyIdle(const std::string& key, const std::vector<IdleSetting>& idle);

}  // namespace macadam
