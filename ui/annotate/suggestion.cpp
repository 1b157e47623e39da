#include "ui/annotate/suggestion.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <utility>

namespace macadam {
namespace {

constexpr const char* kAgree = "/agree";

QString tr(const char* text) {
  return QCoreApplication::translate("Suggestion", text);
}

std::string runOf(const CompareSource& source) {
  return source.id.substr(0, source.id.rfind('/'));
}

bool isBestNetwork(const CompareSource& source) {
  return source.kind == SourceKind::Network && source.isAvailable() && !source.networks.empty() &&
         source.networks.front().checkpoint == CheckpointChoice::Best;
}

bool isTeacher(const CompareSource& source) {
  return source.networks.front().network.starts_with("teacher");
}

/// The networks that runs have, run by run, in the order of the sources.
std::vector<std::vector<CompareSource>> networksByRun(const std::vector<CompareSource>& sources) {
  std::vector<std::vector<CompareSource>> runs;
  for (const CompareSource& source : sources) {
    if (!isBestNetwork(source)) continue;
    if (runs.empty() || runOf(runs.back().front()) != runOf(source)) runs.emplace_back();
    runs.back().push_back(source);
  }
  return runs;
}

}  // namespace

std::vector<Suggestion> listSuggestions(const std::vector<CompareSource>& sources) {
  std::vector<Suggestion> suggestions;
  for (const CompareSource& source : sources) {
    if (source.isScored()) suggestions.push_back({source.id, source.title, source.group, {source}});
  }
  for (std::vector<CompareSource>& networks : networksByRun(sources)) {
    if (networks.size() < 2) continue;
    const std::string run = runOf(networks.front());
    const auto last = std::ranges::find_if(suggestions.rbegin(), suggestions.rend(), [&](const Suggestion& suggestion) {
      return runOf(suggestion.sources.front()) == run;
    });
    suggestions.insert(last.base(),
                       {run + kAgree, tr("All networks agree"), networks.front().group, std::move(networks)});
  }
  return suggestions;
}

std::vector<CompareSource> disagreeingNetworks(const std::vector<CompareSource>& sources) {
  std::vector<CompareSource> any;
  for (std::vector<CompareSource>& networks : networksByRun(sources)) {
    std::vector<CompareSource> teachers;
    std::ranges::copy_if(networks, std::back_inserter(teachers), isTeacher);
    if (teachers.size() >= 2) return {teachers[0], teachers[1]};
    if (any.empty() && networks.size() >= 2) any = {networks[0], networks[1]};
  }
  return any;
}

std::shared_ptr<const cv::Mat> agreed(const std::vector<std::shared_ptr<const cv::Mat>>& probabilities) {
  if (probabilities.size() == 1) return probabilities.front();
  auto least = std::make_shared<cv::Mat>(probabilities.front()->clone());
  for (const auto& probability : probabilities) cv::min(*least, *probability, *least);
  return least;
}

LabelSource labelSourceOf(const Suggestion& suggestion, double threshold) {
  const NetworkSource& first = suggestion.sources.front().networks.front();
  std::string networks;
  for (const CompareSource& source : suggestion.sources) {
    for (const NetworkSource& network : source.networks)
      networks += (networks.empty() ? "" : " and ") + network.network;
  }
  const QString title =
      tr("%1 of %2 above %3").arg(suggestion.title, suggestion.group, QLocale::c().toString(threshold, 'f', 2));
  return {.title = title.toStdString(),
          .run = first.run.filename().string(),
          .network = networks,
          .checkpoint = first.checkpoint == CheckpointChoice::Best ? "checkpoints/best.safetensors"
                                                                   : "checkpoints/last.safetensors",
          .threshold = threshold};
}

}  // namespace macadam
