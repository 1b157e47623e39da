#include "ui/compare/pane_disagreements.h"

#include "ui/compare/telling_titles.h"

#include <QCoreApplication>
#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

namespace macadam {
namespace {

constexpr std::string_view kMark = "between:";
constexpr char kAnd = '|';
constexpr std::size_t kMostNetworks = 4;

QString tr(const char* text) {
  return QCoreApplication::translate("PaneDisagreements", text);
}

bool isPair(const std::string& id) {
  return id.starts_with(kMark);
}

std::string pairId(const CompareSource& first, const CompareSource& second) {
  return std::string(kMark) + first.id + kAnd + second.id;
}

std::optional<std::pair<std::string, std::string>> membersOf(const std::string& id) {
  const auto middle = id.find(kAnd);
  if (!isPair(id) || middle == std::string::npos) return std::nullopt;
  return std::pair(id.substr(kMark.size(), middle - kMark.size()), id.substr(middle + 1));
}

CompareSource pairOf(const CompareSource& first, const CompareSource& second) {
  const QString words = tr("Disagreement of %1 and %2");
  const QStringList whole = distinctTitles({first, second}), brief = tellingTitles({first, second});
  return {.kind = SourceKind::Disagreement,
          .networks = {first.networks.front(), second.networks.front()},
          .id = pairId(first, second),
          .title = words.arg(whole[0], whole[1]),
          .group = tr("Between panes"),
          .part = words.arg(brief[0], brief[1])};
}

bool isListed(const std::vector<CompareSource>& sources, const CompareSource& pair) {
  return std::ranges::any_of(sources, [&](const CompareSource& source) {
    return source.kind == SourceKind::Disagreement && std::ranges::is_permutation(source.networks, pair.networks);
  });
}

std::vector<std::string> idsOf(const std::vector<CompareSource>& sources) {
  std::vector<std::string> ids;
  std::ranges::transform(sources, std::back_inserter(ids), &CompareSource::id);
  return ids;
}

}  // namespace

void addDisagreement(std::vector<CompareSource>& sources, const std::string& id) {
  const auto members = membersOf(id);
  if (!members || findSource(sources, id) != nullptr) return;
  const CompareSource* first = findSource(sources, members->first);
  const CompareSource* second = findSource(sources, members->second);
  const auto isThere = [](const CompareSource* source) {
    return source != nullptr && source->kind == SourceKind::Network && source->isPredicted();
  };
  if (isThere(first) && isThere(second)) sources.push_back(pairOf(*first, *second));
}

bool offerDisagreements(std::vector<CompareSource>& sources, const std::vector<std::string>& shown) {
  const std::vector<std::string> before = idsOf(sources);
  std::erase_if(sources, [](const CompareSource& source) { return isPair(source.id); });
  for (const std::string& id : shown) addDisagreement(sources, id);
  std::vector<CompareSource> networks;
  for (const std::string& id : shown) {
    const CompareSource* source = findSource(sources, id);
    const bool isNew = source != nullptr && source->kind == SourceKind::Network && source->isPredicted() &&
                       findSource(networks, id) == nullptr;
    if (isNew && networks.size() < kMostNetworks) networks.push_back(*source);
  }
  for (std::size_t i = 0; i < networks.size(); ++i) {
    for (std::size_t j = i + 1; j < networks.size(); ++j) {
      CompareSource pair = pairOf(networks[i], networks[j]);
      if (!isListed(sources, pair)) sources.push_back(std::move(pair));
    }
  }
  return idsOf(sources) != before;
}

}  // namespace macadam
