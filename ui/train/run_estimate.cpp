#include "ui/train/run_estimate.h"

#include "base/free_memory.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <cmath>

namespace macadam {
namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("macadam::RunEstimate", text);
}

}  // namespace

std::vector<ProbedPart> probedParts(const RunSpec& spec) {
  std::vector<ProbedPart> parts;
  const auto* distillation = std::get_if<SslkdSpec>(&spec.method);
  if (distillation != nullptr && distillation->teachersFrom.empty()) {
    RunSpec teachers = spec;
    teachers.method = distillation->teachers;
    parts.push_back({std::move(teachers), distillation->teachers.iterations});
  }
  parts.push_back({spec, iterationsOf(spec.method)});
  return parts;
}

RunEstimate estimateRun(Engine& engine, const RunSpec& spec, const std::function<bool()>& isCanceled) {
  RunEstimate estimate{.tileSize = spec.data.tileSize, .availableMebibytes = freeMebibytes()};
  for (const Role role : rolesBuilt(spec.method)) {
    if (isCanceled()) return {};
    const NetworkSpec& network = spec.networks.of(role);
    estimate.networks.push_back({role, toText(network), engine.complexity(network, spec.data.tileSize)});
  }
  for (const ProbedPart& part : probedParts(spec)) {
    if (isCanceled()) return {};
    const StepEstimate step = engine.estimateStep(part.spec);
    estimate.device = step.device;
    estimate.peakMebibytes = std::max(estimate.peakMebibytes, step.peakMebibytes);
    estimate.totalSeconds += step.stepSeconds * static_cast<double>(part.iterations);
    estimate.iterations += part.iterations;
  }
  estimate.stepSeconds = estimate.totalSeconds / static_cast<double>(std::max<std::int64_t>(1, estimate.iterations));
  return estimate;
}

QString countText(std::int64_t count) {
  const double millions = static_cast<double>(count) / 1e6;
  return tr("%1 M").arg(QLocale().toString(millions, 'f', millions < 10.0 ? 2 : 1));
}

}  // namespace macadam
