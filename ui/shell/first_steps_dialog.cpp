#include "ui/shell/first_steps_dialog.h"

#include <QDialogButtonBox>
#include <QFile>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace macadam {
namespace {

constexpr int kIndent = 26;

QString words() {
  QFile file(":/help/first-steps.md");
  return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

}  // namespace

FirstStepsDialog::FirstStepsDialog(QWidget* parent) : QDialog(parent) {
  setWindowTitle(tr("First steps"));
  auto* text = new QTextBrowser(this);
  text->setAccessibleName(tr("First steps"));
  text->setFrameShape(QFrame::NoFrame);
  text->setTextInteractionFlags(Qt::TextSelectableByMouse);
  text->viewport()->setAutoFillBackground(false);
  text->document()->setDocumentMargin(0);
  text->document()->setIndentWidth(kIndent);
  text->setMarkdown(words());
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(24, 20, 20, 16);
  column->setSpacing(12);
  column->addWidget(text, 1);
  column->addWidget(buttons);
  resize(600, 400);
}

}  // namespace macadam
