#pragma once

#include "ui/jobs/jobs.h"
#include "ui/project/engine_access.h"
#include "ui/project/project_document.h"
#include "ui/train/run_controller.h"

#include <QObject>
#include <QPointer>
#include <QString>
#include <filesystem>
#include <map>
#include <utility>
#include <vector>

namespace macadam {

/// The differences of two runs on the validation tiles, as measured in the background on the labels and the split of
/// now; an edit of these forgets them.
class MeasuredDifferences : public QObject {
  Q_OBJECT

 public:
  MeasuredDifferences(Jobs& jobs, EngineAccess engine, const RunController& controller, QObject* parent = nullptr);

  /// Nullptr has none.
  void setDocument(ProjectDocument* document);
  /// Counts the best weights of both runs.
  /// @param pair two runs with weights, the older first (RunChoice::pair), or none, of which nothing is measured.
  void measure(const std::vector<RunRecord>& pair);
  /// What is known of them; empty where nothing is.
  QString textOf(const std::vector<RunRecord>& pair) const;

 Q_SIGNALS:
  void changed();
  void failed(const QList<Problem>& problems);

 private:
  void forget();

  Jobs& jobs_;
  EngineAccess engine_;
  const RunController& controller_;
  QPointer<ProjectDocument> document_;
  std::map<std::pair<std::filesystem::path, std::filesystem::path>, QString> texts_;  ///< By the runs' folders.
};

}  // namespace macadam
