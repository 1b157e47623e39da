#pragma once

#include "eval/measures.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace macadam {

/// Something under which a run was trained, and on which its figures depend: runs that differ in it are no seeds of one
/// row.
struct Condition {
  std::string key;
  std::string value;  ///< What is compared.
  std::string shown;  ///< What tells it from others, where it does.

  bool operator==(const Condition&) const = default;
};

/// The score of one network of one run.
struct ComparisonEntry {
  std::string method;
  std::string network;
  std::vector<Condition> conditions = {};
  std::optional<std::int64_t> parameters;
  std::optional<double> gigaMultiplyAdds;
  RoadMetrics metrics;
};

/// Mean over the seeds for which the measure exists.
struct Statistic {
  double mean = 0.0;
  std::optional<double> deviation;  ///< Sample standard deviation; needs two values.
  int count = 0;

  bool operator==(const Statistic&) const = default;
};

struct ComparisonRow {
  std::string method;  ///< With the conditions, where the network has other rows of the method under others.
  std::string network;
  std::optional<std::int64_t> parameters;
  std::optional<double> gigaMultiplyAdds;
  int runs = 0;
  std::array<std::optional<Statistic>, kMeasures.size()> cells;  ///< Parallel to kMeasures.
};

/// The paper's table: one row for each method, network and set of conditions, over its seeds.
struct Comparison {
  std::vector<ComparisonRow> rows;

  /// Whether this cell is the best of its column, as printed; never when there is nothing to compare with.
  bool isBest(std::size_t row, std::size_t column) const;
};

/// Rows in the order in which method and network first appear.
Comparison compare(const std::vector<ComparisonEntry>& entries);

/// `71.23 ± 0.45` in per cent, `71.23` for one run, `–` when empty.
std::string cellText(const std::optional<Statistic>& cell);
/// `39.76 M` and `59.5`; `–` when not known.
std::string parametersText(const ComparisonRow& row);
std::string multiplyAddsText(const ComparisonRow& row);

/// Which columns a table has besides method and network.
struct TableColumns {
  bool parameters = true, multiplyAdds = true, runs = true;
  std::array<bool, kMeasures.size()> metrics = [] {
    std::array<bool, kMeasures.size()> all{};
    all.fill(true);
    return all;
  }();  ///< Parallel to kMeasures.
};

/// Tables with the best value of every column in bold; CSV has full precision, shares of 1, and no bold.
std::string toMarkdown(const Comparison& comparison, const TableColumns& columns = {});
std::string toCsv(const Comparison& comparison, const TableColumns& columns = {});
/// Up to three `tabular`s for the packages booktabs and array: the road class, the means over both classes, size and
/// cost.
std::string toLatex(const Comparison& comparison, const TableColumns& columns = {});

}  // namespace macadam
