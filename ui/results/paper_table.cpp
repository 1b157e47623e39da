#include "ui/results/paper_table.h"

#include "session/run_report.h"
#include "ui/jobs/problem_list.h"

#include <QCoreApplication>

namespace macadam {
namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("PaperTable", text);
}

}  // namespace

Complexity NetworkCosts::of(const NetworkSpec& network, int size) {
  const MutexLock lock(mutex_);
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
  for (const Problem& problem : result.table.leftOut) {
    result.remarks.append(tr("Left out: %1").arg(problemText({problem})));
  }
  return result;
}

}  // namespace macadam
