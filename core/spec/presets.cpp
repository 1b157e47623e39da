#include "spec/presets.h"

#include "base/error.h"
#include "base/nearest_name.h"
#include "spec/embedded_files.h"
#include "spec/run_spec_toml.h"
#include "spec/spec_paths.h"

namespace macadam {

std::vector<std::string> presetNames() {
  std::vector<std::string> names;
  for (const EmbeddedFile& file : presetFiles()) names.emplace_back(file.name);
  return names;
}

std::string presetText(const std::string& name) {
  for (const EmbeddedFile& file : presetFiles()) {
    if (file.name == name) return std::string(file.text);
  }
  throw Error("preset '" + name + "'", "does not exist", suggestName(name, presetNames()));
}

RunSpec preset(const std::string& name) {
  RunSpec spec = parseRunSpec(presetText(name), "preset " + name);
  resolvePaths(spec, {});
  return spec;
}

}  // namespace macadam
