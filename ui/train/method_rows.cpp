#include "ui/train/method_rows.h"

#include <algorithm>

namespace macadam {

const std::vector<SuiteRow>& methodChoices() {
  static const std::vector<SuiteRow> kChoices = [] {
    std::vector<SuiteRow> rows;
    for (const SuiteRow& row : suiteRows()) {
      const bool isItsMethodsFirst = std::ranges::find(rows, row.method, &SuiteRow::method) == rows.end();
      if (row.changesMethodAlone || isItsMethodsFirst) rows.push_back(row);
    }
    std::ranges::stable_partition(rows, [](const SuiteRow& row) { return !row.teachers.empty(); });
    return rows;
  }();
  return kChoices;
}

QString rowLabel(const std::string& row) {
  return QString::fromStdString(suiteRow(row).title);
}

MethodSpec methodOf(const std::string& row, const RunSpec& base) {
  return settingsOf(suiteRow(row), base).method;
}

const std::string& choiceOf(const RunSpec& spec) {
  const SuiteRow* row = rowOf(spec, methodChoices());
  return row != nullptr ? row->name : methodChoices().front().name;
}

}  // namespace macadam
