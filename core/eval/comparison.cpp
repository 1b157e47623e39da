#include "eval/comparison.h"

#include "base/number_text.h"

#include <algorithm>
#include <cmath>

namespace macadam {
namespace {

std::optional<Statistic> statistic(const std::vector<double>& values) {
  if (values.empty()) return std::nullopt;
  const auto count = static_cast<double>(values.size());
  double sum = 0.0;
  for (const double value : values) sum += value;
  Statistic result{.mean = sum / count, .count = static_cast<int>(values.size())};
  if (values.size() > 1) {
    double squares = 0.0;
    for (const double value : values) squares += (value - result.mean) * (value - result.mean);
    result.deviation = std::sqrt(squares / (count - 1.0));
  }
  return result;
}

/// What a reader sees of the mean: hundredths of a per cent.
long long printedMean(const Statistic& cell) {
  return std::llround(cell.mean * 1e4);
}

bool sameRow(const ComparisonEntry& a, const ComparisonEntry& b) {
  return a.method == b.method && a.network == b.network && a.parameters == b.parameters &&
         a.gigaMultiplyAdds == b.gigaMultiplyAdds && a.conditions == b.conditions;
}

using Group = std::vector<const ComparisonEntry*>;

const Condition* conditionOf(const ComparisonEntry& entry, const std::string& key) {
  const auto found = std::ranges::find(entry.conditions, key, &Condition::key);
  return found == entry.conditions.end() ? nullptr : &*found;
}

/// Whether a row of the same method and network was trained under another value, or without any.
bool tellsApart(const Condition& condition, const ComparisonEntry& entry, const std::vector<Group>& groups) {
  return std::ranges::any_of(groups, [&](const Group& group) {
    const ComparisonEntry& other = *group.front();
    if (other.method != entry.method || other.network != entry.network) return false;
    const Condition* others = conditionOf(other, condition.key);
    return others == nullptr || others->value != condition.value;
  });
}

/// `SSLKD (schedule.learning_rate 0.02)`, or the method alone where nothing needs to be told apart.
std::string rowTitle(const ComparisonEntry& entry, const std::vector<Group>& groups) {
  constexpr int kMostShown = 3;
  std::string list;
  int count = 0;
  for (const Condition& condition : entry.conditions) {
    if (!tellsApart(condition, entry, groups) || ++count > kMostShown) continue;
    list += (list.empty() ? "" : ", ") + condition.key + ' ' + condition.shown;
  }
  if (count > kMostShown) list += " and " + std::to_string(count - kMostShown) + " more";
  return list.empty() ? entry.method : entry.method + " (" + list + ")";
}

ComparisonRow summarise(const Group& group, const std::vector<Group>& groups) {
  const ComparisonEntry& first = *group.front();
  ComparisonRow row{.method = rowTitle(first, groups),
                    .network = first.network,
                    .parameters = first.parameters,
                    .gigaMultiplyAdds = first.gigaMultiplyAdds,
                    .runs = static_cast<int>(group.size())};
  for (std::size_t column = 0; column < kMeasures.size(); ++column) {
    std::vector<double> values;
    for (const ComparisonEntry* entry : group) {
      if (const std::optional<double> value = entry->metrics.*kMeasures[column].value) values.push_back(*value);
    }
    row.cells[column] = statistic(values);
  }
  return row;
}

}  // namespace

bool Comparison::isBest(std::size_t row, std::size_t column) const {
  const std::optional<Statistic>& cell = rows[row].cells[column];
  if (!cell) return false;
  int compared = 0;
  for (const ComparisonRow& other : rows) {
    if (!other.cells[column]) continue;
    ++compared;
    const long long lead = printedMean(*other.cells[column]) - printedMean(*cell);
    if (kMeasures[column].better == BetterIs::Higher ? lead > 0 : lead < 0) return false;
  }
  return compared > 1;
}

Comparison compare(const std::vector<ComparisonEntry>& entries) {
  std::vector<Group> groups;
  for (const ComparisonEntry& entry : entries) {
    const auto group = std::find_if(groups.begin(), groups.end(),
                                    [&](const auto& candidate) { return sameRow(*candidate.front(), entry); });
    if (group == groups.end()) {
      groups.push_back({&entry});
    } else {
      group->push_back(&entry);
    }
  }
  Comparison comparison;
  for (const auto& group : groups) comparison.rows.push_back(summarise(group, groups));
  return comparison;
}

std::string cellText(const std::optional<Statistic>& cell) {
  if (!cell) return "–";
  const std::string mean = percentText(cell->mean);
  return cell->deviation ? mean + " ± " + percentText(cell->deviation) : mean;
}

std::string parametersText(const ComparisonRow& row) {
  if (!row.parameters) return "–";
  return fixedText(static_cast<double>(*row.parameters) / 1e6, 2) + " M";
}

std::string multiplyAddsText(const ComparisonRow& row) {
  if (!row.gigaMultiplyAdds) return "–";
  return fixedText(*row.gigaMultiplyAdds, *row.gigaMultiplyAdds < 10.0 ? 2 : 1);
}

}  // namespace macadam
