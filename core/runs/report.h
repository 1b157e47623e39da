#pragma once

#include "base/error.h"
#include "eval/comparison.h"
#include "eval/figure.h"
#include "runs/run_store.h"
#include "train/events.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace macadam {

/// A network of a run as the table shows it.
struct ReportNetwork {
  std::string name;   ///< As in the run's events, for example `student`.
  std::string label;  ///< For example `student, DeepLabV3+ ResNet-50`.
  std::optional<std::int64_t> parameters;
  std::optional<double> gigaMultiplyAdds;
};

struct ReportRun {
  RunFolder folder;
  std::string method;                      ///< Runs of one method share a row: its seeds.
  std::vector<ReportNetwork> networks;     ///< Those that the table shows, where the run has scores of them.
  std::vector<Condition> conditions = {};  ///< What tells it from runs that are no seeds of one row.
};

struct ReportInput {
  std::string title;
  std::vector<ReportRun> runs;
  Figure figure;                      ///< Without rows there is no figure.
  std::vector<Problem> leftOut = {};  ///< One for each run that could not be read.
};

/// Test scores when every scored run has them, validation scores otherwise: the two are never mixed.
struct ReportTable {
  EvaluatedOn subset = EvaluatedOn::Validation;
  Comparison comparison;
  std::vector<Problem> leftOut;  ///< One for each run that is not in it because it could not be read.
};

/// @throws Error when no run can be read.
ReportTable reportTable(const ReportInput& input);

struct ReportFiles {
  std::filesystem::path markdown, csv, latex, html;
  std::filesystem::path figure;  ///< Empty when there is none.
  ReportTable table;
};

/// Writes table.md, table.csv, table.tex, figure.png and report.html, which needs no other file, into `folder`.
/// @throws Error when no run can be read or a file not written.
ReportFiles writeReport(const std::filesystem::path& folder, const ReportInput& input);

}  // namespace macadam
