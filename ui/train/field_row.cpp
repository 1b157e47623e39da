#include "ui/train/field_row.h"

#include "ui/widgets/muted_label.h"
#include "ui/widgets/theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QToolButton>

namespace macadam {
namespace {

constexpr int kLabelWidth = 148;
constexpr int kResetIcon = 14;

}  // namespace

FieldRow::FieldRow(std::string path, const QString& label, QString help, QWidget* editor, QWidget* parent)
    : QWidget(parent),
      path_(std::move(path)),
      label_(label),
      help_(std::move(help)),
      editor_(editor),
      name_(new QLabel(label, this)),
      problem_(new QLabel(this)),
      note_(new MutedLabel(this)) {
  name_->setBuddy(editor);
  name_->setFixedWidth(kLabelWidth);
  name_->setToolTip(help_);
  editor->setParent(this);
  editor->setAccessibleName(label);
  if (QWidget* typing = editor->focusProxy()) typing->setAccessibleName(label);
  editor->setAccessibleDescription(help_);
  editor->setToolTip(help_);
  for (QLabel* below : {problem_, note_}) {
    below->setWordWrap(true);
    below->hide();
  }
  note_->setObjectName("note");
  reset_ = new QToolButton(this);  // after the editor, for the order of Tab
  reset_->setIcon(Theme::instance().icon("undo"));
  reset_->setAutoRaise(true);
  reset_->setAccessibleName(tr("Reset %1").arg(label));
  reset_->setFocusPolicy(Qt::TabFocus);
  reset_->setIconSize({kResetIcon, kResetIcon});
  QSizePolicy keepsItsPlace = reset_->sizePolicy();
  keepsItsPlace.setRetainSizeWhenHidden(true);
  reset_->setSizePolicy(keepsItsPlace);
  reset_->hide();
  connect(reset_, &QToolButton::clicked, this, &FieldRow::resetWished);
  auto* layout = new QGridLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setHorizontalSpacing(8);
  layout->setVerticalSpacing(2);
  layout->addWidget(name_, 0, 0);
  layout->addWidget(editor, 0, 1, editor->maximumWidth() < QWIDGETSIZE_MAX ? Qt::AlignLeft : Qt::Alignment());
  layout->addWidget(reset_, 0, 2);
  layout->addWidget(problem_, 1, 0, 1, 3);
  layout->addWidget(note_, 2, 0, 1, 3);
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

void FieldRow::setNote(const QString& text) {
  note_->setText(text);
  note_->setVisible(!text.isEmpty());
}

void FieldRow::setChanged(const std::optional<QString>& from) {
  if (from == changedFrom_) return;
  changedFrom_ = from;
  reset_->setVisible(from.has_value());
  const QString value = from && !from->isEmpty() ? tr("“%1”").arg(*from) : tr("empty");
  reset_->setToolTip(tr("Changed; it was %1. Press to have that back").arg(value));
  QFont font = name_->font();
  font.setBold(from.has_value());
  name_->setFont(font);
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
