#pragma once

#include "base/mutex.h"
#include "runs/report.h"
#include "ui/project/engine_access.h"

#include <QString>
#include <QStringList>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace macadam {

/// Parameters and cost of networks, each counted once by the engine; safe from any thread.
class NetworkCosts {
 public:
  explicit NetworkCosts(EngineAccess engine) : engine_(std::move(engine)) {}

  /// Loads the engine when it is first asked. @throws Error when that fails.
  Complexity of(const NetworkSpec& network, int size);

 private:
  EngineAccess engine_;
  Mutex mutex_;
  std::map<std::pair<std::string, int>, Complexity> known_ MACADAM_GUARDED_BY(mutex_);
};

/// The paper's table over some runs, with what a reader should know before trusting it.
struct PaperTable {
  ReportTable table;
  int runs = 0;
  QStringList remarks;
};

/// What a report needs besides a figure; without an engine it goes without parameters and cost, and says so in
/// `remarks`. For jobs.
ReportInput reportInput(const std::vector<RunFolder>& runs, const std::string& title, NetworkCosts& costs,
                        QStringList& remarks);

/// For jobs. @throws Error when no run can be read.
PaperTable paperTable(const std::vector<RunFolder>& runs, NetworkCosts& costs);

}  // namespace macadam
