#pragma once

#include "data/split.h"
#include "runs/provenance.h"
#include "ui/project/run_catalog.h"

#include <QString>
#include <optional>

namespace macadam {

/// What a run's folder tells beyond its scores.
struct RunFiles {
  std::optional<Provenance> provenance;
  std::optional<Split> split;
  QString logTail;
};

/// Leaves out what is missing or damaged. For jobs.
RunFiles readRunFiles(const RunFolder& run);

/// State, scores, split and provenance as HTML in the colours of the theme. @param suite what suiteText says of it.
QString detailsHtml(const RunRecord& run, const RunFiles& files, const QString& suite = {});

}  // namespace macadam
