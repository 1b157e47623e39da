#pragma once

#include "spec/run_spec.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace macadam {

/// Reads a spec; what the text does not state keeps its default. Paths are taken as written.
/// @throws Error with every unknown field, wrong type and value out of range, each as `source:line: field`.
RunSpec parseRunSpec(std::string_view toml, const std::string& source);

/// Reads a spec file; its relative paths count from its own folder, `~` is the home folder.
/// @throws Error as parseRunSpec, or when the file cannot be read.
RunSpec loadRunSpec(const std::filesystem::path& file);

/// Changes one field, as in `schedule.learning_rate=0.02`; texts need no quotes, relative paths count from the
/// current folder. Another `method.kind` or `networks.student.architecture` keeps what it has in common with the one
/// before (carryFields) and has defaults for the rest.
/// @throws Error as parseRunSpec; the spec is then unchanged.
void applyOverride(RunSpec& spec, std::string_view assignment);

/// Changes the fields that a text states, as applyOverride does. Paths are taken as written.
/// @throws Error as parseRunSpec; the spec is then unchanged.
void applyToml(RunSpec& spec, std::string_view toml, const std::string& source);

/// Changes several fields. The choice of a method or an architecture counts first wherever it stands, since it decides
/// which other fields there are; apart from that the later of two wins. @throws Error as parseRunSpec
void applyOverrides(RunSpec& spec, std::vector<std::string> assignments);

/// The whole spec, defaults included; parseRunSpec gives back an equal one.
std::string toToml(const RunSpec& spec);

/// Writes it into a file. @throws Error; NewerFormat where the file is there and of a later Macadam, which stays as it
/// is
void saveRunSpec(const RunSpec& spec, const std::filesystem::path& file);

/// A network as an inline table: `{ architecture = "segnet", encoder = "vgg16", … }`.
std::string toInlineToml(const NetworkSpec& network);

}  // namespace macadam
