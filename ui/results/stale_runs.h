#pragma once

#include "ui/jobs/newest_wins.h"
#include "ui/project/run_catalog.h"

#include <QObject>
#include <QPointer>
#include <QThreadPool>
#include <QTimer>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace macadam {

class ProjectDocument;

/// Why runs are stale, in words, by their folders; those that are not are left out.
using StaleReasons = std::map<std::filesystem::path, std::vector<std::string>>;

/// The runs of a project whose labels or split are others today (session/run_staleness.h), compared in the background,
/// and again once a label, the split or a run has changed.
class StaleRuns : public QObject {
  Q_OBJECT

 public:
  explicit StaleRuns(QObject* parent = nullptr);

  /// Nullptr has none.
  void setDocument(ProjectDocument* document);

 Q_SIGNALS:
  void compared(const macadam::StaleReasons& reasons);

 private:
  using Looks = std::vector<std::pair<std::filesystem::path, bool>>;

  void lookAtRuns();
  void compare();

  QPointer<ProjectDocument> document_;
  Looks runs_;    ///< Those that were compared, and whether they had begun.
  QTimer delay_;  ///< Runs while changes come one after another.
  QThreadPool thread_;
  NewestWins<StaleReasons> comparing_;
};

}  // namespace macadam
