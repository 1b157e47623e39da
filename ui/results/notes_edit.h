#pragma once

#include "ui/project/run_catalog.h"

#include <QPlainTextEdit>
#include <QTimer>
#include <optional>

namespace macadam {

/// What a person writes about a run, of any number of lines; told when the typing rests or another run is shown.
class NotesEdit : public QPlainTextEdit {
  Q_OBJECT

 public:
  explicit NotesEdit(QWidget* parent = nullptr);

  /// Keeps what is being typed about the same run.
  void setRun(const std::optional<RunRecord>& run);
  /// Whether anything may be written; it may at first.
  void setEditable(bool isEditable);
  QSize sizeHint() const override;

 Q_SIGNALS:
  void edited(const RunFolder& run, const RunNotes& notes);

 protected:
  void hideEvent(QHideEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  void tell();

  bool isEditable_ = true;
  std::optional<RunRecord> run_;
  QTimer rest_;
};

}  // namespace macadam
