#pragma once

#include "labels/mask_values.h"
#include "labels/opened_labels.h"
#include "labels/region.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace macadam {

/// The owner of one picture's labels: draws in steps that can be undone, journals each, and says what is saved.
///
/// Whatever `end`, `undo` or `redo` has done is found again after the end of the process, however it ends. An object
/// belongs to one thread at a time; opening one reads the picture's files, so do that off the window's.
class LabelEditor {
 public:
  /// Of the picture that a sample shows all or a window of; labels are always of the whole picture.
  /// @throws Error as openLabels.
  LabelEditor(const Project& project, const Sample& sample, LabelAccess access = LabelAccess::Edit);
  /// Leaves the picture to whoever opens it next, also while a snapshot of it is being saved.
  ~LabelEditor();
  LabelEditor(LabelEditor&&) = default;

  /// What opening had to say: the picture has changed since, the journal was damaged, a mask was replaced, ….
  const std::vector<Problem>& notes() const { return opened_.notes; }
  bool canEdit() const { return opened_.now.journal != nullptr; }

  const LabelPlane& plane() const { return opened_.now.plane; }
  cv::Size size() const { return plane().size(); }
  /// Where labels are from; a code that is new is journalled with the first step after it.
  LabelSources& sources() { return opened_.now.sources; }
  const LabelSources& sources() const { return opened_.now.sources; }

  /// Opens a step, once the one before is on the disk. @pre canEdit(), and no step is open.
  void begin(std::string text);
  bool isOpen() const { return before_.has_value(); }
  /// Within the open step. @return what has to be drawn anew.
  cv::Rect paint(const Region& region, Label label, std::uint8_t source = LabelSources::kPerson);
  /// Closes it. @return false where it changed nothing, and is no step.
  bool end();
  /// Takes it back. @return what has to be drawn anew.
  cv::Rect cancel();

  bool canUndo() const { return canEdit() && !isOpen() && opened_.history.canUndo(); }
  bool canRedo() const { return canEdit() && !isOpen() && opened_.history.canRedo(); }
  /// @return what has to be drawn anew; nothing where there is no such step.
  cv::Rect undo();
  cv::Rect redo();
  const std::vector<LabelStep>& steps() const { return opened_.history.steps; }
  /// Steps that are not undone.
  std::size_t position() const { return opened_.history.position; }

  /// Why what was drawn is not all on the disk, for example as that is full; ask after every step. It is in memory
  /// meanwhile, and written with the next one.
  std::optional<Problem> journalProblem() const;
  /// @throws Error where what was drawn cannot be brought there.
  void waitUntilOnDisk();

  /// Whether the files of the labels hold all that was drawn.
  bool isSaved() const;
  /// For `saveLabels`, on any thread, and then `saved` with the snapshot's position. @pre canEdit(), and no step is
  /// open.
  LabelSnapshot snapshot() const { return opened_.now; }
  void saved(std::size_t position) { opened_.savedPosition = position; }

 private:
  void journal(LabelRecord record);

  OpenedLabels opened_;
  std::optional<LabelPlane> before_;  ///< The open step.
  std::string text_;
  std::size_t knownSources_ = 0;  ///< Of them the journal tells.
};

}  // namespace macadam
