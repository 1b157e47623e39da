#pragma once

#include "ui/shell/recent_projects.h"

#include <QListWidget>

namespace macadam {

/// The recent projects with path and last use: Enter or a click opens one, Delete forgets it.
class RecentList : public QListWidget {
  Q_OBJECT

 public:
  explicit RecentList(RecentProjects& projects, QWidget* parent = nullptr);

 Q_SIGNALS:
  void openRequested(const QString& folder);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;

 private:
  void refresh();
  void open(const QListWidgetItem* item);
  void forget(const QListWidgetItem* item);

  RecentProjects& projects_;
};

}  // namespace macadam
