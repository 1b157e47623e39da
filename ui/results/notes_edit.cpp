#include "ui/results/notes_edit.h"

#include <QSignalBlocker>

namespace macadam {
namespace {

constexpr int kRestMilliseconds = 800;
constexpr int kLines = 4;

}  // namespace

NotesEdit::NotesEdit(QWidget* parent) : QPlainTextEdit(parent) {
  setAccessibleName(tr("Notes"));
  setPlaceholderText(tr("Notes on this run"));
  setToolTip(tr("Your notes; kept with the run"));
  setTabChangesFocus(true);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setFixedHeight(sizeHint().height());
  rest_.setSingleShot(true);
  rest_.setInterval(kRestMilliseconds);
  connect(&rest_, &QTimer::timeout, this, &NotesEdit::tell);
  connect(this, &QPlainTextEdit::textChanged, this, [this] { rest_.start(); });
}

QSize NotesEdit::sizeHint() const {
  const int frame = 2 * (frameWidth() + static_cast<int>(document()->documentMargin()));
  return {240, kLines * fontMetrics().lineSpacing() + frame};
}

void NotesEdit::setRun(const std::optional<RunRecord>& run) {
  const bool isSame = run && run_ && run->folder == run_->folder;
  if (isSame && rest_.isActive()) {
    run_->notes.tags = run->notes.tags;
    return;
  }
  tell();
  run_ = run;
  setVisible(run_.has_value());
  if (!run_) return;
  setReadOnly(!isEditable_ || !run_->notesProblem.isEmpty());
  const QString note = QString::fromStdString(run_->notes.note);
  if (isSame && toPlainText().trimmed() == note) return;
  const QSignalBlocker quiet(this);
  setPlainText(note);
}

void NotesEdit::setEditable(bool isEditable) {
  if (!isEditable) tell();  // what was typed while it might be
  isEditable_ = isEditable;
  setReadOnly(!isEditable || (run_ && !run_->notesProblem.isEmpty()));
}

void NotesEdit::tell() {
  rest_.stop();
  if (!run_ || isReadOnly()) return;
  const std::string note = toPlainText().trimmed().toStdString();
  if (note == run_->notes.note) return;
  run_->notes.note = note;
  Q_EMIT edited(run_->folder, run_->notes);
}

void NotesEdit::hideEvent(QHideEvent* event) {
  tell();
  QPlainTextEdit::hideEvent(event);
}

void NotesEdit::focusOutEvent(QFocusEvent* event) {
  tell();
  QPlainTextEdit::focusOutEvent(event);
}

}  // namespace macadam
