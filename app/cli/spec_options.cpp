#include "cli/spec_options.h"

#include "cli/mask_options.h"
#include "spec/presets.h"
#include "spec/run_spec_toml.h"

namespace macadam {
namespace {

std::string presetList() {
  std::string list;
  for (const std::string& name : presetNames()) list += (list.empty() ? "" : ", ") + name;
  return list;
}

}  // namespace

void addSpecOptions(CLI::App& verb, SpecOptions& options) {
  verb.add_option("SPEC.toml", options.file, "The spec: what is trained, on what, how long");
  verb.add_option("--preset", options.preset, "A built-in spec instead of a file: " + presetList());
  verb.add_option("--data", options.data, "The data set's folder, as --set data.path=FOLDER");
  addMaskOptions(verb, options.masks);
  addChangeOptions(verb, options);
  verb.add_option("--name", options.name, "The run's name, part of its folder's");
  verb.add_option("--runs", options.runs, "Where run folders go [runs/ beside the spec, or here with --preset]");
}

void addChangeOptions(CLI::App& verb, SpecOptions& options) {
  verb.add_option("--set", options.assignments,
                  "Change one field, as in schedule.checkpoint_every=200; may be repeated")
      ->type_name("FIELD=VALUE")
      ->expected(1)
      ->take_all();
  verb.add_option("--device", options.device, "auto, cpu, cuda or cuda:1");
}

void applyChanges(RunSpec& spec, const SpecOptions& options) {
  applyOverrides(spec, options.assignments);
  if (!options.device.empty()) applyOverride(spec, "device=" + options.device);
}

RunSpec resolveSpec(const SpecOptions& options) {
  if (options.file.empty() == options.preset.empty()) {
    throw CLI::ValidationError(options.file.empty() ? "name a spec file, or a preset by --preset (" + presetList() + ")"
                                                    : "name a spec file or --preset, not both");
  }
  RunSpec spec = options.file.empty() ? preset(options.preset) : loadRunSpec(options.file);
  if (!options.data.empty()) applyOverride(spec, "data.path=" + options.data);
  if (!options.masks.maskValues.empty()) spec.data.maskValues = options.masks.maskValues;
  if (options.masks.acceptUnlikelyMasks) spec.data.acceptUnlikelyMasks = true;
  if (!options.name.empty()) applyOverride(spec, "name=" + options.name);
  applyChanges(spec, options);
  return spec;
}

std::filesystem::path runsFolder(const SpecOptions& options) {
  if (!options.runs.empty()) return options.runs;
  return std::filesystem::path(options.file).parent_path() / "runs";
}

}  // namespace macadam
