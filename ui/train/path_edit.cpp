#include "ui/train/path_edit.h"

#include "spec/encoders_folder.h"
#include "ui/widgets/last_folder.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QThreadPool>
#include <QToolButton>
#include <QtConcurrent>

namespace macadam {
namespace {

constexpr int kRestMilliseconds = 300;

/// A file system that does not answer must hold nobody else.
QThreadPool& lookUps() {
  static QThreadPool pool;
  return pool;
}

bool isThere(PathEdit::Target target, const QString& path) {
  const QFileInfo found(path);
  return target == PathEdit::Target::File ? found.isFile() : found.isDir();
}

}  // namespace

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
  rest_.setSingleShot(true);
  rest_.setInterval(kRestMilliseconds);
  connect(line_, &QLineEdit::textChanged, this, [this](const QString& written) {
    rest_.start();
    Q_EMIT textChanged(written);
  });
  connect(&rest_, &QTimer::timeout, this, &PathEdit::check);
  connect(browse, &QToolButton::clicked, this, &PathEdit::choose);
}

QString PathEdit::text() const {
  return line_->text();
}

void PathEdit::setText(const QString& text) {
  line_->setText(text);
}

void PathEdit::check() {
  const QString path = text();
  if (path.isEmpty()) return;
  QtConcurrent::run(&lookUps(), isThere, target_, path).then(this, [this, path](bool isThere) {
    if (text() != path) return;
    if (isThere) {
      Q_EMIT found(path);
    } else {
      Q_EMIT missing(path);
    }
  });
}

void PathEdit::choose() {
  const bool isFile = target_ == Target::File;
  const LastFolder last(isFile ? "weights" : "runs",
                        isFile ? QString::fromStdString(encodersFolder().string()) : QString());
  const QString chosen =
      isFile ? last.chooseFile(this, tr("Choose a file"), tr("Weights (*.pth *.pt *.bin *.safetensors);;All files (*)"))
             : last.chooseFolder(this, tr("Choose a run’s folder"));
  if (chosen.isEmpty()) return;
  if (!isFile) last.remember(QFileInfo(chosen).path());  // the other runs lie beside it
  setText(chosen);
  rest_.start();  // also where it is named already: what lies there may be another one
}

}  // namespace macadam
