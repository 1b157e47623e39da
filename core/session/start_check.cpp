#include "session/start_check.h"

#include "base/free_memory.h"
#include "base/problem_groups.h"
#include "image/image_store.h"
#include "session/missing_inputs.h"
#include "session/prepared_data.h"
#include "session/run_room.h"
#include "spec/validate.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace macadam {
namespace {

using Findings = std::vector<Finding>;

constexpr auto kData = "data.path";
constexpr auto kSplitFile = "split.file";

void append(Findings& findings, Findings more) {
  std::ranges::move(more, std::back_inserter(findings));
}

/// One for each kind of problem.
Findings summaries(const std::vector<Problem>& problems, Severity severity, Fix fix = Fix::None) {
  Findings findings;
  for (const ProblemGroup& group : grouped(problems)) findings.push_back({severity, summaryOf(group), fix});
  return findings;
}

Findings stopping(const std::vector<Problem>& problems, Fix fix) {
  return summaries(problems, Severity::Stops, fix);
}

Findings checkSettings(const RunSpec& spec) {
  std::vector<Problem> problems = validate(spec);
  std::ranges::move(missingInputs(spec), std::back_inserter(problems));
  Findings findings;
  for (Problem& problem : problems) {
    const Fix fix = problem.where == kData ? Fix::LocateData : Fix::ShowField;
    findings.push_back({Severity::Stops, std::move(problem), fix});
  }
  return findings;
}

bool lacksData(const Findings& settings) {
  return std::ranges::any_of(settings, [](const Finding& finding) { return finding.fix == Fix::LocateData; });
}

bool lacksSplit(const Findings& settings) {
  return std::ranges::any_of(settings, [](const Finding& finding) { return finding.problem.where == kSplitFile; });
}

Findings checkRoom(const RunSpec& spec, const std::filesystem::path& runs, const Dataset& dataset) {
  Findings findings;
  const RunNeeds needs = needsOf(spec, dataset);
  const std::optional<double> free = freeDiskMebibytes(runs);
  if (auto problem = free ? shortOfDisk(needs.disk, *free, runs) : std::nullopt)
    findings.push_back({Severity::Stops, *std::move(problem)});
  if (auto problem = shortOfMemory(needs.memory, freeMebibytes()))
    findings.push_back({Severity::Spoils, *std::move(problem)});
  return findings;
}

/// Of tiles that cannot be read: a drawing needs all of them, a given split only its own.
Findings checkReading(const std::vector<Problem>& problems, bool isDrawn) {
  return summaries(problems, isDrawn ? Severity::Stops : Severity::Spoils);
}

/// Measures those that could not be read when they were measured, for they may have been mended since.
std::vector<Problem> readAgain(const Dataset& dataset, std::vector<TileContent>& contents, int workers) {
  Dataset unread{.root = dataset.root};
  std::vector<TileContent*> places;
  for (std::size_t i = 0; i < contents.size(); ++i) {
    if (contents[i].isKnown) continue;
    unread.samples.push_back(dataset.samples[i]);
    places.push_back(&contents[i]);
  }
  MeasuredTiles measured = measureTiles(unread, workers);
  for (std::size_t i = 0; i < places.size(); ++i) *places[i] = std::move(measured.contents[i]);
  return std::move(measured.problems);
}

void checkData(const RunSpec& spec, const std::filesystem::path& runs, Findings& findings) {
  Dataset dataset;
  try {
    dataset = openDataset(spec.data);
  } catch (const Error& error) {
    return append(findings, stopping(error.problems(), Fix::LocateData));
  }
  append(findings, checkRoom(spec, runs, dataset));
  append(findings, checkFiles(dataset));
  TileKnowledge known{.run = &spec};
  if (!dataset.masks.open) {
    MeasuredTiles measured = measureTiles(dataset, spec.data.decodeWorkers);
    append(findings, checkReading(measured.problems, spec.split.file.empty()));
    known.contents = std::move(measured.contents);
    known.labels = std::move(measured.labels);
  }
  if (lacksSplit(findings)) return;
  try {
    const Split split = splitFor(spec, dataset, known.contents);
    append(findings, checkTiles(dataset, split, known));
  } catch (const Error& error) {
    append(findings, stopping(error.problems(), Fix::DrawSplit));
  }
}

Findings sorted(Findings findings) {
  std::ranges::stable_sort(findings, {}, &Finding::severity);
  return findings;
}

}  // namespace

Findings checkFolder(const std::filesystem::path& runs) {
  auto problem = unwritableFolder(runs);
  return problem ? Findings{{Severity::Stops, *std::move(problem)}} : Findings();
}

Findings checkStart(const RunSpec& spec, const std::filesystem::path& runs, const Dataset& dataset,
                    const std::optional<Split>& split, const std::vector<TileContent>& contents) {
  RunSpec drawing = spec;
  drawing.split.file.clear();  // which may not be written yet
  Findings findings = checkSettings(drawing);
  append(findings, checkFolder(runs));
  append(findings, checkRoom(spec, runs, dataset));
  append(findings, checkFiles(dataset));
  std::vector<TileContent> now = contents;
  append(findings, checkReading(readAgain(dataset, now, spec.data.decodeWorkers), !split));
  try {
    const Split trained = split ? *split : splitFor(drawing, dataset, now);
    append(findings, checkTiles(dataset, trained, {.contents = std::move(now), .run = &spec}));
  } catch (const Error& error) {
    append(findings, stopping(error.problems(), Fix::DrawSplit));
  }
  return sorted(std::move(findings));
}

Findings checkStart(const RunSpec& spec, const std::filesystem::path& runs) {
  Findings findings = checkSettings(spec);
  append(findings, checkFolder(runs));
  if (!lacksData(findings)) checkData(spec, runs, findings);
  return sorted(std::move(findings));
}

std::vector<Problem> obstaclesIn(const Findings& findings) {
  std::vector<Problem> problems;
  for (const Finding& finding : findings) {
    if (finding.severity == Severity::Stops) problems.push_back(finding.problem);
  }
  return problems;
}

}  // namespace macadam
