#pragma once

#include "labels/label_sources.h"
#include "ui/compare/compare_source.h"

#include <opencv2/core.hpp>

#include <QString>
#include <memory>
#include <string>
#include <vector>

namespace macadam {

/// Whose predictions paths follow and proposals are made of: one source, or several that must agree.
struct Suggestion {
  std::string id;  ///< Equal in every session.
  QString title;
  QString group;  ///< The run.
  std::vector<CompareSource> sources;

  bool operator==(const Suggestion&) const = default;
};

/// Every network and mean that can be shown, and of runs with several networks what all of them agree on; the newest
/// run's student, or else the first network, comes first.
std::vector<Suggestion> listSuggestions(const std::vector<CompareSource>& sources);

/// The two networks of a run whose disagreement tells which tile to label next: of the newest run that has two, the
/// teachers where there are some. Empty where no run has two.
std::vector<CompareSource> disagreeingNetworks(const std::vector<CompareSource>& sources);

/// What all of several predictions reach at least, CV_16UC1.
std::shared_ptr<const cv::Mat> agreed(const std::vector<std::shared_ptr<const cv::Mat>>& probabilities);

/// What is written into the labels' provenance when a proposal is accepted.
LabelSource labelSourceOf(const Suggestion& suggestion, double threshold);

}  // namespace macadam
