#include "ui/annotate/seam_steps.h"

#include "ui/annotate/label_session.h"

#include <algorithm>

namespace macadam {

void SeamSteps::waitUntilOnDisk() const {
  for (const Neighbour& neighbour : neighbours_) neighbour.session->waitUntilOnDisk();
}

void SeamSteps::paint(const QString& text, const Region& region, Label label, const LabelSource* accepted) {
  if (neighbours_.empty()) return;
  const cv::Rect bounds = region.bounds();
  for (const auto& [session, offset] : neighbours_) {
    if (((bounds - offset) & session->whole()).empty()) continue;
    const Region part = region.shifted(-offset).within(session->whole());
    if (part.isEmpty() || (!session->isInStep() && !session->begin(text))) continue;
    session->paint(part, label, accepted == nullptr ? LabelSources::kPerson : session->sourceOf(*accepted));
  }
}

std::vector<SeamPart> SeamSteps::end() {
  std::vector<SeamPart> parts;
  for (const auto& [session, offset] : neighbours_) {
    if (!session->isInStep()) continue;
    const int before = session->undoStack().index();
    session->end();
    const int after = session->undoStack().index();
    if (after != before) parts.push_back({session->sample().id, after});
  }
  return parts;
}

void SeamSteps::cancel() {
  for (const auto& neighbour : neighbours_) neighbour.session->cancel();
}

std::vector<std::string> SeamSteps::undo(std::vector<SeamPart>& parts) {
  std::vector<std::string> stayed;
  for (SeamPart& part : parts) {
    LabelSession* session = find(part.sample);
    part.isUndone = session != nullptr && session->undoStack().index() == part.index;
    if (part.isUndone) {
      session->undoStack().undo();
    } else {
      stayed.push_back(part.sample);
    }
  }
  return stayed;
}

std::vector<std::string> SeamSteps::redo(std::vector<SeamPart>& parts) {
  std::vector<std::string> stayed;
  for (SeamPart& part : parts) {
    if (!part.isUndone) continue;
    LabelSession* session = find(part.sample);
    if (session != nullptr && session->undoStack().index() == part.index - 1 && session->undoStack().canRedo()) {
      session->undoStack().redo();
      part.isUndone = false;
    } else {
      stayed.push_back(part.sample);
    }
  }
  return stayed;
}

LabelSession* SeamSteps::find(const std::string& sample) const {
  const auto found = std::ranges::find_if(
      neighbours_, [&](const Neighbour& neighbour) { return neighbour.session->sample().id == sample; });
  return found == neighbours_.end() ? nullptr : found->session;
}

}  // namespace macadam
