#pragma once

#include "support/picture_files.h"
#include "support/temporary_folder.h"
#include "ui/jobs/jobs.h"
#include "ui/project/project_document.h"

#include <QTest>
#include <functional>
#include <memory>
#include <string>

namespace macadam {

/// `scenes` scenes of four samples each; the first sample of every tenth scene has no mask. No files are behind them.
inline std::shared_ptr<Dataset> invisibleWorld(int scenes) {
  auto dataset = std::make_shared<Dataset>();
  dataset->root = "/world";
  for (int scene = 0; scene < scenes; ++scene) {
    const std::string name = "s" + std::string(5 - std::to_string(scene).size(), '0') + std::to_string(scene);
    for (int tile = 0; tile < 4; ++tile) {
      const std::string id = "images/" + name + "_" + std::to_string(tile) + ".png";
      const bool hasMask = tile != 0 || scene % 10 != 0;
      dataset->samples.push_back({.id = id,
                                  .image = "/world/" + id,
                                  .mask = hasMask ? "/world/masks/" + name + "_" + std::to_string(tile) + ".png" : "",
                                  .scene = name,
                                  .width = 32,
                                  .height = 32});
    }
  }
  return dataset;
}

/// A project on disk with twelve tiles of three scenes, `a_0` to `c_3`; tile n of a scene has n rows of road times
/// four; `c_3` has no mask.
class SmallProject {
 public:
  SmallProject() {
    for (const char scene : {'a', 'b', 'c'}) {
      for (int tile = 0; tile < 4; ++tile) {
        const std::string name = std::string(1, scene) + "_" + std::to_string(tile * 32) + "_0.png";
        writeImage(folder_ / ("data/images/" + name));
        if (scene != 'c' || tile != 3) writeRoadMask(folder_ / ("data/masks/" + name), 4 * tile);
      }
    }
    const Project project = createProject(folder_ / "project", folder_ / "data", 64);
    document_ = std::make_unique<ProjectDocument>(readProject(project.folder), jobs_);
  }
  ~SmallProject() { document_.reset(); }

  Jobs& jobs() { return jobs_; }
  ProjectDocument& document() { return *document_; }
  const TemporaryFolder& folder() const { return folder_; }
  static std::string id(char scene, int tile) {
    return "images/" + std::string(1, scene) + "_" + std::to_string(tile * 32) + "_0.png";
  }

 private:
  TemporaryFolder folder_;
  Jobs jobs_;
  std::unique_ptr<ProjectDocument> document_;
};

}  // namespace macadam
