#include "ui/train/path_edit.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

namespace macadam {

PathEdit::PathEdit(Target target, const QString& emptyText, QWidget* parent)
    : QWidget(parent), target_(target), line_(new QLineEdit(this)) {
  line_->setPlaceholderText(emptyText);
  line_->setClearButtonEnabled(true);
  setFocusProxy(line_);
  auto* browse = new QToolButton(this);
  browse->setText("…");
  browse->setAccessibleName(target == Target::File ? tr("Choose a file") : tr("Choose a folder"));
  browse->setToolTip(browse->accessibleName());
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(4);
  layout->addWidget(line_);
  layout->addWidget(browse);
  connect(line_, &QLineEdit::textChanged, this, &PathEdit::textChanged);
  connect(browse, &QToolButton::clicked, this, &PathEdit::choose);
}

QString PathEdit::text() const {
  return line_->text();
}

void PathEdit::setText(const QString& text) {
  line_->setText(text);
}

void PathEdit::choose() {
  const QString chosen = target_ == Target::File
                             ? QFileDialog::getOpenFileName(this, tr("Choose a file"), text(),
                                                            tr("Weights (*.pth *.safetensors);;All files (*)"))
                             : QFileDialog::getExistingDirectory(this, tr("Choose a run’s folder"), text());
  if (!chosen.isEmpty()) setText(chosen);
}

}  // namespace macadam
