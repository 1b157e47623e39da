#include "ui/results/notes_writer.h"

#include <utility>

namespace macadam {

NotesWriter::NotesWriter(Jobs& jobs, QObject* parent) : QObject(parent), jobs_(jobs) {}

void NotesWriter::write(const RunFolder& run, const RunNotes& notes) {
  waiting_[run.path()] = notes;
  if (!writing_) next();
}

void NotesWriter::next() {
  if (waiting_.empty()) return;
  writing_ = true;
  auto entry = waiting_.extract(waiting_.begin());
  const RunFolder run(std::move(entry.key()));
  jobs_.startWriting<bool>(
      tr("Saving notes"), this,
      [run, notes = std::move(entry.mapped())](QPromise<bool>& promise) {
        saveNotes(notes, run);
        promise.addResult(true);
      },
      [this, run](bool) { Q_EMIT written(run); },
      [this, run](const QList<Problem>& problems) { Q_EMIT failed(run, problems); },
      [this] {
        writing_ = false;
        next();
      });
}

}  // namespace macadam
