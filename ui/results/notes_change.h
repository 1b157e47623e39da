#pragma once

#include "runs/run_notes.h"
#include "runs/run_store.h"

#include <QUndoCommand>
#include <functional>

namespace macadam {

/// Other notes, tags or another name of a run. What is written about one run without anything else between is one step.
class NotesChange : public QUndoCommand {
 public:
  using Write = std::function<void(const RunFolder&, const RunNotes&)>;

  NotesChange(RunFolder run, RunNotes before, RunNotes after, Write write);

  void undo() override { write_(run_, before_); }
  void redo() override { write_(run_, after_); }
  int id() const override { return 1; }
  bool mergeWith(const QUndoCommand* later) override;

 private:
  bool changesTextAlone() const { return before_.title == after_.title && before_.tags == after_.tags; }

  RunFolder run_;
  RunNotes before_, after_;
  Write write_;
};

}  // namespace macadam
