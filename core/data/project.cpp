#include "data/project.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "data/toml_file.h"
#include "spec/band_order.h"
#include "spec/field.h"

#include <system_error>
#include <utility>
#include <vector>

namespace macadam {
namespace {

namespace fs = std::filesystem;

constexpr TomlFormat kProjectFormat{"a project"};
constexpr std::int64_t kLargestTile = 65536;

fs::path fileOf(const fs::path& folder) {
  return folder / "project.toml";
}

/// @throws Error where a folder is known to be none.
void requireProject(const fs::path& folder) {
  std::error_code unreadable;
  if (fs::exists(fileOf(folder), unreadable) || unreadable) return;
  const bool isThere = fs::exists(folder, unreadable);
  throw Error(folder.string(), isThere ? "is no project: there is no project.toml in it" : "does not exist",
              "name the folder of a project, which holds its project.toml");
}

}  // namespace

fs::path Project::labelsOf(const std::string& image) const {
  fs::path start = labels();
  for (const fs::path& part : fs::path(image).lexically_normal().relative_path()) start /= part == ".." ? "up" : part;
  return start;
}

bool isProject(const fs::path& folder) {
  std::error_code unreadable;
  return fs::is_regular_file(fileOf(folder), unreadable);
}

Project createProject(const fs::path& folder, const fs::path& data, int tileSize) {
  if (isProject(folder)) {
    throw Error(folder.string(), "holds a project already", "open it, or name another folder");
  }
  std::error_code error;
  fs::create_directories(folder, error);
  if (error)
    throw Error(folder.string(), "cannot be made (" + error.message() + ")", "name a folder that you may write to");
  const Project project{.folder = folder, .data = data, .tileSize = tileSize};
  saveProject(project);
  return project;
}

Project openProject(const fs::path& folder) {
  requireProject(folder);
  const fs::path file = fileOf(folder);
  const toml::table table = readTomlFile(file, kProjectFormat);
  const auto path = table["data"]["path"].value_exact<std::string>();
  const std::int64_t tileSize = table["data"]["tile_size"].value_or<std::int64_t>(512);
  std::vector<Problem> problems;
  if (!path || path->empty()) {
    problems.push_back({file.string(), "names no data set", "write path = \"…\" below [data]"});
  }
  if (tileSize < 1 || tileSize > kLargestTile) {
    problems.push_back(
        {file.string() + ": data.tile_size", "is " + std::to_string(tileSize), "write a number of pixels such as 512"});
  }
  const std::string bands = table["data"]["bands"].value_or(std::string());
  if (!bandsFromText(bands)) {
    problems.push_back({file.string() + ": data.bands", "is " + literal(bands),
                        "write three band numbers from 1, for example \"3,2,1\", or leave it out"});
  }
  if (!problems.empty()) throw Error(std::move(problems));
  return {.folder = folder,
          .data = *path,
          .tileSize = static_cast<int>(tileSize),
          .activeSplit = table["split"]["active"].value_or(std::string()),
          .maskValues = table["data"]["mask_values"].value_or(std::string()),
          .bands = bands,
          .acceptUnlikelyMasks = table["data"]["accept_unlikely_masks"].value_or(false)};
}

void saveProject(const Project& project) {
  requireReplaceable(fileOf(project.folder), kProjectFormat);
  std::string text = versionLine(kProjectFormat) + "[data]\npath = " + literal(project.data.string()) +
                     "\ntile_size = " + literal(project.tileSize);
  if (!project.maskValues.empty()) text += "\nmask_values = " + literal(project.maskValues);
  if (!project.bands.empty()) text += "\nbands = " + literal(project.bands);
  if (project.acceptUnlikelyMasks) text += "\naccept_unlikely_masks = true";
  text += "\n\n[split]\nactive = " + literal(project.activeSplit) + "\n";
  writeTextAtomically(fileOf(project.folder), text);
}

}  // namespace macadam
