#include "ui/widgets/last_folder.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>
#include <utility>

namespace macadam {

LastFolder::LastFolder(const QString& purpose, QString otherwise)
    : key_("folders/" + purpose), otherwise_(std::move(otherwise)) {}

QString LastFolder::path() const {
  const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
  for (const QString& folder : {QSettings().value(key_).toString(), otherwise_, documents}) {
    if (!folder.isEmpty() && QFileInfo(folder).isDir()) return folder;
  }
  return QDir::homePath();
}

void LastFolder::remember(const QString& folder) const {
  QSettings().setValue(key_, folder);
}

QString LastFolder::chooseFolder(QWidget* parent, const QString& title) const {
  const QString chosen = QFileDialog::getExistingDirectory(parent, title, path());
  if (!chosen.isEmpty()) remember(chosen);
  return chosen;
}

QString LastFolder::chooseFile(QWidget* parent, const QString& title, const QString& filter) const {
  const QString chosen = QFileDialog::getOpenFileName(parent, title, path(), filter);
  if (!chosen.isEmpty()) remember(QFileInfo(chosen).path());
  return chosen;
}

QString LastFolder::chooseNewFile(QWidget* parent, const QString& title, const QString& name,
                                  const QString& filter) const {
  const QString chosen = QFileDialog::getSaveFileName(parent, title, path() + '/' + name, filter);
  if (!chosen.isEmpty()) remember(QFileInfo(chosen).path());
  return chosen;
}

}  // namespace macadam
