#pragma once

#include "runs/run_summary.h"
#include "spec/run_spec.h"
#include "ui/project/run_catalog.h"

#include <QIcon>
#include <QString>
#include <filesystem>
#include <vector>

namespace macadam {

/// Runs in the words and signs of the window.

/// For example `Completed`.
QString stateText(RunState state);
/// A coloured sign, white on a selection; follows light and dark.
QIcon stateIcon(RunState state);

/// The method as tables name it, for example `SSLKD`.
QString methodText(const MethodSpec& method);

/// The scores of the network by which a run is judged (mainPart); nullptr before the first evaluation.
const NetworkSummary* mainScores(const RunSpec& spec, const RunSummary& summary);

/// The networks that a run is about, joined by `separator`.
QString networksText(const RunSpec& spec, const QString& separator);
/// The name of the saved split, or how one was drawn.
QString splitText(const SplitSpec& split);

/// What the suite of a run has taken so far, of all its runs that are known; empty of a run that is in none.
/// @param folder of the project's runs.
QString suiteText(const RunRecord& run, const std::vector<RunRecord>& runs, const std::filesystem::path& folder);

}  // namespace macadam
