#include "ui/train/field_row.h"

#include "ui/widgets/muted_label.h"
#include "ui/widgets/theme.h"

#include <QGridLayout>
#include <QLabel>

namespace macadam {
namespace {

constexpr int kLabelWidth = 148;

}  // namespace

FieldRow::FieldRow(std::string path, const QString& label, QString help, QWidget* editor, QWidget* parent)
    : QWidget(parent),
      path_(std::move(path)),
      label_(label),
      help_(std::move(help)),
      editor_(editor),
      problem_(new QLabel(this)),
      note_(new MutedLabel(this)) {
  auto* name = new QLabel(label, this);
  name->setBuddy(editor);
  name->setFixedWidth(kLabelWidth);
  name->setToolTip(help_);
  editor->setParent(this);
  editor->setAccessibleName(label);
  if (QWidget* typing = editor->focusProxy()) typing->setAccessibleName(label);
  editor->setAccessibleDescription(help_);
  editor->setToolTip(help_);
  for (QLabel* below : {problem_, note_}) {
    below->setWordWrap(true);
    below->hide();
  }
  auto* layout = new QGridLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setHorizontalSpacing(8);
  layout->setVerticalSpacing(2);
  layout->addWidget(name, 0, 0);
  layout->addWidget(editor, 0, 1, editor->maximumWidth() < QWIDGETSIZE_MAX ? Qt::AlignLeft : Qt::Alignment());
  layout->addWidget(problem_, 1, 0, 1, 2);
  layout->addWidget(note_, 2, 0, 1, 2);
  layout->setColumnStretch(1, 1);
  connect(&Theme::instance(), &Theme::changed, this, &FieldRow::colour);
  colour();
}

QString FieldRow::problem() const {
  return problem_->text();
}

void FieldRow::setProblem(const QString& text) {
  problem_->setText(text);
  problem_->setVisible(!text.isEmpty());
}

QString FieldRow::note() const {
  return note_->text();
}

void FieldRow::setNote(const QString& text) {
  note_->setText(text);
  note_->setVisible(!text.isEmpty());
}

void FieldRow::noteEdit(const std::optional<Problem>& unreadable) {
  unreadable_ = unreadable;
  Q_EMIT edited();
}

void FieldRow::enterEvent(QEnterEvent* event) {
  QWidget::enterEvent(event);
  Q_EMIT hovered();
}

void FieldRow::leaveEvent(QEvent* event) {
  QWidget::leaveEvent(event);
  Q_EMIT left();
}

void FieldRow::colour() {
  QPalette colours = problem_->palette();
  colours.setColor(QPalette::WindowText, Theme::instance().colours().error);
  problem_->setPalette(colours);
}

}  // namespace macadam
