#pragma once

#include <filesystem>
#include <string>

namespace macadam {

/// A folder that keeps what belongs to one piece of work: where the images are, splits, edited masks and runs.
/// The images themselves stay where they are and are never written to.
struct Project {
  std::filesystem::path folder;
  std::filesystem::path data;  ///< The data set, as written in project.toml: absolute, or from the project's folder.
  int tileSize = 512;
  std::string activeSplit;  ///< Name of a split; empty when none was chosen.
  /// What the masks' values mean where a run's spec does not say (`data.mask_values`); empty is decided by the masks.
  std::string maskValues;
  std::string bands;  ///< `data.bands` for every run that does not say it: the bands shown as red, green and blue.
  bool acceptUnlikelyMasks = false;  ///< `data.accept_unlikely_masks`, for every run of the project.

  std::filesystem::path dataFolder() const { return (folder / data).lexically_normal(); }
  std::filesystem::path splits() const { return folder / "splits"; }
  std::filesystem::path splitFile(const std::string& name) const { return splits() / (name + ".toml"); }
  std::filesystem::path labels() const { return folder / "labels"; }
  /// How the files of an image's edited labels begin (of the whole image, also where samples are windows of it), by the
  /// image's path below the data folder; below `labels` also where that path leads out of the data folder.
  std::filesystem::path labelsOf(const std::string& image) const;
  /// Where its edited mask goes.
  std::filesystem::path labelFile(const std::string& image) const { return labelsOf(image) += ".png"; }
  /// The same of an image that has a place on the earth, which its mask has too.
  std::filesystem::path labelRaster(const std::string& image) const { return labelsOf(image) += ".tif"; }
  std::filesystem::path runs() const { return folder / "runs"; }
  /// What waits to be trained.
  std::filesystem::path queue() const { return folder / "queue.json"; }

  bool operator==(const Project&) const = default;
};

bool isProject(const std::filesystem::path& folder);

/// Makes the folder with its project.toml. @throws Error when there is a project already.
Project createProject(const std::filesystem::path& folder, const std::filesystem::path& data, int tileSize);

/// @throws Error with every line of project.toml that is wrong; where the folder is none, or holds no project, that.
Project openProject(const std::filesystem::path& folder);

/// Replaces project.toml all at once.
void saveProject(const Project& project);

}  // namespace macadam
