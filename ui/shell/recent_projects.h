#pragma once

#include <QDateTime>
#include <QList>
#include <QObject>
#include <QString>

namespace macadam {

struct RecentProject {
  QString folder;
  QDateTime lastUsed;

  bool operator==(const RecentProject&) const = default;
};

/// The projects that were opened, latest first, remembered between starts.
class RecentProjects : public QObject {
  Q_OBJECT

 public:
  explicit RecentProjects(QObject* parent = nullptr);

  const QList<RecentProject>& projects() const { return projects_; }
  void add(const QString& folder, const QDateTime& now = QDateTime::currentDateTime());
  void remove(const QString& folder);
  void clear();

 Q_SIGNALS:
  void changed();

 private:
  void save();

  QList<RecentProject> projects_;
};

/// The last part of the path, as the window names the project.
QString projectName(const QString& folder);
/// For example `Today, 14:05`, `Yesterday`, `12 March 2026`.
QString lastUsedText(const QDateTime& lastUsed, const QDateTime& now = QDateTime::currentDateTime());
/// The path with the home folder as `~`.
QString shortPath(const QString& folder);

}  // namespace macadam
