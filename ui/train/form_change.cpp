#include "ui/train/form_change.h"

#include "ui/train/spec_form.h"

#include <utility>

namespace macadam {

FormChange::FormChange(SpecForm& form, FormState before, FormState after, const QString& text, std::string path,
                       int visit)
    : QUndoCommand(text),
      form_(form),
      before_(std::move(before)),
      after_(std::move(after)),
      path_(std::move(path)),
      visit_(visit) {}

void FormChange::undo() {
  isDone_ = false;
  form_.restore(before_, path_);
}

void FormChange::redo() {
  if (!std::exchange(isDone_, true)) form_.restore(after_, path_);
}

bool FormChange::mergeWith(const QUndoCommand* later) {
  const auto& next = static_cast<const FormChange&>(*later);
  if (next.path_ != path_ || next.visit_ != visit_) return false;
  after_ = next.after_;
  setObsolete(after_ == before_);
  return true;
}

}  // namespace macadam
