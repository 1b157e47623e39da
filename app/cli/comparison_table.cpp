#include "cli/comparison_table.h"

#include "cli/text_table.h"

#include <algorithm>

namespace macadam {
void printComparison(const ReportTable& table, std::FILE* stream) {
  const Comparison& comparison = table.comparison;
  const bool hasSeeds = std::ranges::any_of(comparison.rows, [](const ComparisonRow& row) { return row.runs > 1; });
  std::vector<TextTable::Column> columns{
      {"method", ColumnAlign::Left}, {"network", ColumnAlign::Left}, {"parameters"}, {"GMAC"}};
  if (hasSeeds) columns.push_back({"seeds"});
  for (std::size_t i = 0; i < kRoadMeasures; ++i) columns.push_back({kMeasures[i].title});

  TextTable text(std::move(columns));
  for (std::size_t i = 0; i < comparison.rows.size(); ++i) {
    const ComparisonRow& row = comparison.rows[i];
    std::vector<TextTable::Cell> cells{row.method, row.network, parametersText(row), multiplyAddsText(row)};
    if (hasSeeds) cells.emplace_back(std::to_string(row.runs));
    for (std::size_t column = 0; column < kRoadMeasures; ++column) {
      cells.emplace_back(cellText(row.cells[column]), comparison.isBest(i, column));
    }
    text.addRow(std::move(cells));
  }
  text.print(stream);
  std::fprintf(stream, "Road class, per cent, on the %s tiles%s.\n",
               table.subset == EvaluatedOn::Test ? "test" : "validation",
               hasSeeds ? "; mean ± deviation over seeds" : "");
}

}  // namespace macadam
