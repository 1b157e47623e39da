#pragma once

#include "data/dataset.h"
#include "spec/run_spec.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace macadam {

/// How a command line names a spec: a file or a preset, then changes to it.
struct SpecOptions {
  std::string file;
  std::string preset;
  std::string data;
  std::string device;
  std::string name;
  std::string runs;
  DataChoices masks;
  std::vector<std::string> assignments;
};

void addSpecOptions(CLI::App& verb, SpecOptions& options);

/// The options `--set` and `--device` alone, for a spec that is already there.
void addChangeOptions(CLI::App& verb, SpecOptions& options);
void applyChanges(RunSpec& spec, const SpecOptions& options);

/// @throws Error as loadRunSpec; CLI::ValidationError when the options name no spec, or two.
RunSpec resolveSpec(const SpecOptions& options);

/// Where the runs go: as asked, or `runs` beside the spec file, or in the current folder.
std::filesystem::path runsFolder(const SpecOptions& options);

}  // namespace macadam
