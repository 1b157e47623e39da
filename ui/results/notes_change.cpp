#include "ui/results/notes_change.h"

#include <QCoreApplication>
#include <utility>

namespace macadam {

NotesChange::NotesChange(RunFolder run, RunNotes before, RunNotes after, Write write)
    : run_(std::move(run)), before_(std::move(before)), after_(std::move(after)), write_(std::move(write)) {
  const QString text = before_.title != after_.title ? QCoreApplication::translate("NotesChange", "Rename %1")
                       : before_.tags != after_.tags ? QCoreApplication::translate("NotesChange", "Change tags of %1")
                                                     : QCoreApplication::translate("NotesChange", "Change notes of %1");
  setText(text.arg(QString::fromStdString(run_.name())));
}

bool NotesChange::mergeWith(const QUndoCommand* later) {
  const auto& next = static_cast<const NotesChange&>(*later);
  if (!(next.run_ == run_) || !next.changesTextAlone() || !changesTextAlone()) return false;
  after_ = next.after_;
  setObsolete(after_ == before_);
  return true;
}

}  // namespace macadam
