#pragma once

#include "data/dataset.h"
#include "data/project.h"
#include "labels/label_editor.h"
#include "support/picture_files.h"
#include "support/temporary_folder.h"

#include <opencv2/core.hpp>

#include <filesystem>
#include <random>
#include <string>

namespace macadam {

/// A project of one picture with its mask, 300×280: `images/a.png` with road in the upper 20 rows.
class EditedPicture {
 public:
  EditedPicture() {
    writeImage(folder / "tiles/images/a.png", 300, 280);
    writeRoadMask(folder / "tiles/masks/a.png", 20, 300, 280);
    project = createProject(folder / "work", "../tiles", 512);
  }

  Dataset dataset() const { return openDataset(project.folder, project.tileSize); }
  LabelEditor open(LabelAccess access = LabelAccess::Edit) const {
    return LabelEditor(project, dataset().samples.at(0), access);
  }
  std::filesystem::path labels(const std::string& ending) const { return project.labels() / ("images/a.png" + ending); }

  TemporaryFolder folder;
  Project project;
};

/// A rectangle as one step.
inline bool draw(LabelEditor& editor, const cv::Rect& area, Label label = Label::Road,
                 std::uint8_t source = LabelSources::kPerson) {
  editor.begin("Brush");
  editor.paint(Region::of(area), label, source);
  return editor.end();
}

inline void save(LabelEditor& editor) {
  const LabelSnapshot snapshot = editor.snapshot();
  saveLabels(snapshot);
  editor.saved(snapshot.position);
}

/// One of: a step of one to three strokes, an undo, a redo.
inline void doAnything(LabelEditor& editor, std::mt19937& random) {
  const auto choice = random() % 5;
  if (choice == 0) {
    editor.undo();
  } else if (choice == 1) {
    editor.redo();
  } else {
    const LabelSource proposal{.title = "student above 0.6", .run = "run-" + std::to_string(random() % 3)};
    editor.begin("Brush");
    for (auto strokes = 1 + random() % 3; strokes > 0; --strokes) {
      const cv::Rect area(int(random() % 320) - 20, int(random() % 300) - 20, 1 + random() % 90, 1 + random() % 90);
      const Label label = std::array{Label::Background, Label::Road, Label::Unknown}[random() % 3];
      const std::uint8_t source = random() % 3 == 0 ? editor.sources().codeOf(proposal) : LabelSources::kPerson;
      editor.paint(Region::of(area), label, source);
    }
    editor.end();
  }
}

}  // namespace macadam
