#include "labels/label_editor.h"

#include "base/error.h"

#include <stdexcept>
#include <utility>

namespace macadam {

LabelEditor::LabelEditor(const Project& project, const Sample& sample, LabelAccess access)
    : opened_(openLabels(project, sample, access)), knownSources_(sources().accepted().size()) {}

LabelEditor::~LabelEditor() {
  if (opened_.now.journal) opened_.now.journal->close();
}

void LabelEditor::begin(std::string text) {
  if (!canEdit()) {
    throw Error(opened_.now.files.journal.string(), "is only looked at here",
                "draw in the window that was opened first, or close it and open the project anew");
  }
  if (isOpen()) throw std::logic_error("a step is open");
  try {
    waitUntilOnDisk();
  } catch (const Error&) {  // journalProblem says it
  }
  before_ = plane();
  text_ = std::move(text);
}

cv::Rect LabelEditor::paint(const Region& region, Label label, std::uint8_t source) {
  if (!isOpen()) throw std::logic_error("no step is open");
  return opened_.now.plane.paint(region, {static_cast<std::uint8_t>(label), source});
}

bool LabelEditor::end() {
  if (!isOpen()) throw std::logic_error("no step is open");
  LabelStep step{std::move(text_), LabelEdit::between(*before_, plane())};
  before_.reset();
  if (step.edit.isEmpty()) return false;
  opened_.history.push(step);
  journal(std::move(step));
  return true;
}

cv::Rect LabelEditor::cancel() {
  if (!isOpen()) return {};
  const cv::Rect changed = LabelEdit::between(*before_, plane()).bounds();
  opened_.now.plane = *std::exchange(before_, std::nullopt);
  return changed;
}

cv::Rect LabelEditor::undo() {
  if (!canUndo()) return {};
  LabelHistory& history = opened_.history;
  const cv::Rect changed = history.steps[--history.position].edit.undo(opened_.now.plane);
  journal(StepUndone{});
  return changed;
}

cv::Rect LabelEditor::redo() {
  if (!canRedo()) return {};
  LabelHistory& history = opened_.history;
  const cv::Rect changed = history.steps[history.position++].edit.redo(opened_.now.plane);
  journal(StepRedone{});
  return changed;
}

/// What the record rests on is told before it.
void LabelEditor::journal(LabelRecord record) {
  LabelJournal& journal = *opened_.now.journal;
  if (std::exchange(opened_.isOfAnotherPicture, false)) journal.append(PictureChanged{opened_.now.picture});
  const std::vector<LabelSource>& accepted = sources().accepted();
  for (; knownSources_ < accepted.size(); ++knownSources_) journal.append(SourceAdded{accepted[knownSources_]});
  journal.append(record);
  opened_.now.position = journal.position();
}

std::optional<Problem> LabelEditor::journalProblem() const {
  return canEdit() ? opened_.now.journal->problem() : std::nullopt;
}

void LabelEditor::waitUntilOnDisk() {
  if (canEdit()) opened_.now.journal->waitUntilOnDisk();
}

bool LabelEditor::isSaved() const {
  return opened_.savedPosition == opened_.now.position;
}

}  // namespace macadam
