#pragma once

#include "ui/train/form_state.h"

#include <QString>
#include <QUndoCommand>
#include <string>

namespace macadam {

class SpecForm;

/// A step that the form has taken already. Those of one field become one while the keyboard stays there.
class FormChange : public QUndoCommand {
 public:
  /// @param path the field's; empty for a step that changes more than one.
  /// @param visit another number for each time that the keyboard comes to a field.
  FormChange(SpecForm& form, FormState before, FormState after, const QString& text, std::string path, int visit);

  void undo() override;
  void redo() override;
  int id() const override { return path_.empty() ? -1 : 1; }
  bool mergeWith(const QUndoCommand* later) override;

 private:
  SpecForm& form_;
  FormState before_, after_;
  std::string path_;
  int visit_;
  bool isDone_ = true;  ///< Until it has been undone.
};

}  // namespace macadam
