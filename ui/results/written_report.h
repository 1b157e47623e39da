#pragma once

#include "base/parallel.h"
#include "runs/run_store.h"
#include "ui/project/engine_access.h"
#include "ui/results/paper_table.h"

#include <QString>
#include <QStringList>
#include <filesystem>
#include <vector>

namespace macadam {

struct WrittenReport {
  std::filesystem::path page;  ///< Needs no other file.
  QStringList remarks;         ///< What it goes without, and why.
};

/// Writes the tables, the figure and the page that `macadam-cli report` writes; predicts the figure's tiles with
/// `threads` threads, 0 for all. For jobs; what `progress` throws ends it before anything is written.
/// @throws Error when no run can be read or a file not written.
WrittenReport writeReportOf(const std::vector<RunFolder>& runs, const QString& title,
                            const std::filesystem::path& folder, const EngineAccess& engine, NetworkCosts& costs,
                            int threads, const ProgressCallback& progress);

}  // namespace macadam
