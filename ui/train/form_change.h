#pragma once

#include "session/suite_plan.h"
#include "spec/run_spec.h"

#include <QString>
#include <QUndoCommand>
#include <map>
#include <string>

namespace macadam {

class SpecForm;

/// All that a form of settings shows and remembers.
struct FormState {
  RunSpec spec;   ///< The rows write into it.
  RunSpec begun;  ///< As they were set last.
  RunSpec base;   ///< The last that were set with SSLKD, for rows that were not chosen yet.
  std::string baseName;
  std::map<SuiteRow, MethodSpec> methods;  ///< Of rows that were left.
  QString from;                            ///< What the settings were made from, as `Preset small`.

  bool operator==(const FormState&) const = default;
};

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
