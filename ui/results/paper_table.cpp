#include "ui/results/paper_table.h"

#include "runs/provenance.h"
#include "runs/settings_table.h"
#include "session/run_report.h"
#include "spec/run_spec_toml.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <set>
#include <string_view>

namespace macadam {
namespace {

/// Settings that may differ between the seeds of one row, or that change no figure; of splits the tiles are compared.
constexpr std::array<std::string_view, 11> kHarmless{"seed",
                                                     "split.seed",
                                                     "split.file",
                                                     "method.teachers_from",
                                                     "device",
                                                     "threads",
                                                     "data.decode_workers",
                                                     "data.cache_megabytes",
                                                     "schedule.time_limit_minutes",
                                                     "schedule.preview_every",
                                                     "schedule.preview_tile"};

QString tr(const char* text) {
  return QCoreApplication::translate("PaperTable", text);
}

/// A mean over runs with different settings is a mean over more than seeds.
QStringList mixedSettings(const std::vector<ReportRun>& runs) {
  std::map<std::string, std::vector<std::vector<std::string>>> specs;
  for (const ReportRun& run : runs) {
    RunSpec spec = loadRunSpec(run.folder.spec());
    specs[run.method].push_back({toToml(spec)});
  }
  QStringList remarks;
  for (const auto& [method, ofMethod] : specs) {
    QStringList keys;
    for (const SettingRow& row : differingSettings(ofMethod)) {
      if (std::ranges::find(kHarmless, row.key) == kHarmless.end()) keys.append(QString::fromStdString(row.key));
    }
    if (keys.isEmpty()) continue;
    const auto more = keys.size() - 3;
    QString named = keys.mid(0, 3).join(QStringLiteral(", "));
    if (more > 0) named += tr(" and %1 more").arg(more);
    remarks.append(tr("The %1 runs differ in more than their seed (%2): their mean mixes settings.")
                       .arg(QString::fromStdString(method), named));
  }
  return remarks;
}

/// Empty where nobody wrote it down.
std::string splitHashOf(const RunFolder& run) {
  try {
    return loadProvenance(run.provenance()).splitHash;
  } catch (const Error&) {
    return {};
  }
}

/// A split for each seed is a fair design, but a reader should know which spread he sees.
QStringList mixedSplits(const std::vector<ReportRun>& runs) {
  std::map<std::string, std::set<std::string>> splits;
  for (const ReportRun& run : runs) {
    if (const std::string split = splitHashOf(run.folder); !split.empty()) splits[run.method].insert(split);
  }
  QStringList remarks;
  for (const auto& [method, ofMethod] : splits) {
    if (ofMethod.size() < 2) continue;
    remarks.append(tr("The %1 runs do not share one split: mean and spread are over %2 splits as well as over seeds.")
                       .arg(QString::fromStdString(method))
                       .arg(ofMethod.size()));
  }
  return remarks;
}

}  // namespace

Complexity NetworkCosts::of(const NetworkSpec& network, int size) {
  const std::lock_guard lock(mutex_);
  const auto key = std::pair(toText(network), size);
  if (const auto known = known_.find(key); known != known_.end()) return known->second;
  return known_.emplace(key, engine_().complexity(network, size)).first->second;
}

ReportInput reportInput(const std::vector<RunFolder>& runs, const std::string& title, NetworkCosts& costs,
                        QStringList& remarks) {
  QString failure;
  const auto count = [&](const NetworkSpec& network, int size) -> Complexity {
    if (!failure.isEmpty()) return {};
    try {
      return costs.of(network, size);
    } catch (const Error& error) {
      failure = QString::fromUtf8(error.what());
      return {};
    }
  };
  ReportInput input = reportOf(runs, title, count);
  if (failure.isEmpty()) return input;
  for (ReportRun& run : input.runs) {
    for (ReportNetwork& network : run.networks) {
      network.parameters.reset();
      network.gigaMultiplyAdds.reset();
    }
  }
  remarks.append(tr("Parameters and cost are not known: %1").arg(failure));
  return input;
}

PaperTable paperTable(const std::vector<RunFolder>& runs, NetworkCosts& costs) {
  PaperTable result{.runs = static_cast<int>(runs.size())};
  const ReportInput input = reportInput(runs, {}, costs, result.remarks);
  result.table = reportTable(input);
  result.remarks += mixedSettings(input.runs) + mixedSplits(input.runs);
  return result;
}

}  // namespace macadam
