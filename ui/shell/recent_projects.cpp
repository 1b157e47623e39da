#include "ui/shell/recent_projects.h"

#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QSettings>

namespace macadam {
namespace {

constexpr int kKept = 12;
constexpr auto kArray = "recentProjects";

}  // namespace

RecentProjects::RecentProjects(QObject* parent) : QObject(parent) {
  QSettings settings;
  const int count = settings.beginReadArray(kArray);
  for (int i = 0; i < count; ++i) {
    settings.setArrayIndex(i);
    projects_.append({settings.value("folder").toString(), settings.value("lastUsed").toDateTime()});
  }
}

void RecentProjects::add(const QString& folder, const QDateTime& now) {
  const QString clean = QDir::cleanPath(QFileInfo(folder).absoluteFilePath());
  projects_.removeIf([&](const RecentProject& project) { return project.folder == clean; });
  projects_.prepend({clean, now});
  while (projects_.size() > kKept) projects_.removeLast();
  save();
}

void RecentProjects::remove(const QString& folder) {
  projects_.removeIf([&](const RecentProject& project) { return project.folder == folder; });
  save();
}

void RecentProjects::clear() {
  projects_.clear();
  save();
}

void RecentProjects::save() {
  QSettings settings;
  settings.remove(kArray);
  settings.beginWriteArray(kArray, static_cast<int>(projects_.size()));
  for (int i = 0; i < projects_.size(); ++i) {
    settings.setArrayIndex(i);
    settings.setValue("folder", projects_[i].folder);
    settings.setValue("lastUsed", projects_[i].lastUsed);
  }
  settings.endArray();
  Q_EMIT changed();
}

QString projectName(const QString& folder) {
  return QDir(folder).dirName();
}

QString lastUsedText(const QDateTime& lastUsed, const QDateTime& now) {
  const qint64 days = lastUsed.date().daysTo(now.date());
  const QLocale locale;
  if (days == 0) return RecentProjects::tr("Today, %1").arg(locale.toString(lastUsed.time(), QLocale::ShortFormat));
  if (days == 1) return RecentProjects::tr("Yesterday");
  if (days > 1 && days < 7) return locale.dayName(lastUsed.date().dayOfWeek());
  return locale.toString(lastUsed.date(), "d MMMM yyyy");
}

QString shortPath(const QString& folder) {
  const QString home = QDir::homePath();
  return folder.startsWith(home + "/") ? "~" + folder.mid(home.size()) : folder;
}

}  // namespace macadam
