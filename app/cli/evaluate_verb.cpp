#include "cli/evaluate_verb.h"

#include "base/atomic_file.h"
#include "base/error.h"
#include "cli/evaluation_output.h"
#include "cli/existing_files.h"
#include "cli/progress.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace macadam {
namespace {

struct EvaluateOptions {
  EvaluationRequest request;
  std::string against;
  std::string device = "auto";
  std::string csv;
  bool overwrites = false;
  bool json = false;
};

DeviceSpec deviceOf(const std::string& text) {
  if (const auto device = deviceFromText(text)) return *device;
  throw CLI::ValidationError("--device takes auto, cpu, cuda or cuda:1, not " + text);
}

EvaluationResult evaluateOne(const EvaluationRequest& request) {
  std::optional<ProgressBar> bar;
  EvaluationResult result = evaluateSaved(request, [&bar](std::size_t done, std::size_t total) {
    if (!bar) bar.emplace("evaluating", static_cast<std::int64_t>(total));
    bar->advanceTo(static_cast<std::int64_t>(done));
  });
  bar.reset();
  for (const std::string& note : result.notes) std::fprintf(stderr, "note: %s\n", note.c_str());
  return result;
}

void evaluate(EvaluateOptions options) {
  options.request.device = deviceOf(options.device);
  refuseExisting(options.csv, options.overwrites);
  const EvaluationResult result = evaluateOne(options.request);
  std::vector<Problem> unreadable = result.unreadable;
  std::optional<PairedEvaluation> paired;
  if (!options.against.empty()) {
    EvaluationRequest request = options.request;
    request.runOrCheckpoint = options.against;
    const EvaluationResult other = evaluateOne(request);
    paired = pairedEvaluation(result, other);
    for (const Problem& problem : other.unreadable) {
      if (std::ranges::find(unreadable, problem) == unreadable.end()) unreadable.push_back(problem);
    }
  }
  if (!options.csv.empty()) writeTextAtomically(options.csv, toCsv(result));
  if (options.json) {
    std::printf("%s\n", toJson(result, paired).c_str());
  } else {
    printEvaluation(result);
    if (paired) printDifferences(*paired, options.against);
  }
  if (!unreadable.empty()) throw Error(unreadable);
}

}  // namespace

void addEvaluateVerb(CLI::App& app) {
  const std::map<std::string, EvaluationSubset> subsets{
      {"validation", EvaluationSubset::Validation}, {"test", EvaluationSubset::Test}, {"all", EvaluationSubset::All}};
  auto options = std::make_shared<EvaluateOptions>();
  EvaluationRequest& request = options->request;
  CLI::App& verb = *app.add_subcommand("evaluate", "Measure trained networks on tiles with masks");
  verb.add_option("RUN", request.runOrCheckpoint, "A run folder, or a checkpoint file")->required();
  verb.add_option("--data", request.data, "The data set's folder [the run's own]");
  verb.add_option("--mask-values", request.maskValues, "What the masks' values mean, as data.mask_values of a spec")
      ->type_name("RULE");
  verb.add_option("--subset", request.subset, "Which tiles: validation, test or all [test]")
      ->transform(CLI::Validator(
          [subsets](std::string& text) -> std::string {
            const auto named = subsets.find(text);
            if (named == subsets.end()) return "'" + text + "' is no subset; take validation, test or all";
            text = std::to_string(static_cast<int>(named->second));
            return {};
          },
          ""))
      ->type_name("SUBSET");
  verb.add_option("--network", request.networks, "Only these, for example student [all]")->delimiter(',');
  verb.add_option("--against", options->against, "Another run or checkpoint: how much better RUN is on the same tiles");
  verb.add_option("--window", request.windowSize, "Cut larger pictures into windows of this side [the run's]")
      ->default_str("");
  verb.add_option("--device", options->device, "auto, cpu, cuda or cuda:1");
  verb.add_option("--threads", request.threads, "Compute threads; 0 takes every core [the run's]")
      ->check(CLI::NonNegativeNumber)
      ->default_str("");
  verb.add_option("--csv", options->csv, "Write the figures of every tile to this file");
  verb.add_flag("--overwrite", options->overwrites, "Replace that file where it is there already");
  verb.add_flag("--json", options->json, "Print JSON, with the figures of every tile");
  verb.footer(
      "On the run's own data, also where it was moved, validation and test are those of its split; on other data "
      "those\n"
      "that the data set declares; all takes every tile with a mask. The best weights of each network are taken. A "
      "tile\n"
      "that cannot be read is named at the end; the figures are then of the others.\n\n"
      "--against tells the difference of the pooled IoU between networks of one name, on the tiles that both are "
      "measured\n"
      "on, with the interval in which 95 % of the differences lie when the tiles are drawn anew (bootstrap over "
      "tiles).\n\n"
      "Examples:\n"
      "  macadam-cli evaluate runs/2026-11-22_1512_demo\n"
      "  macadam-cli evaluate runs/2026-11-22_1512_demo --against runs/2026-11-21_0910_demo\n"
      "  macadam-cli evaluate runs/2026-11-22_1512_demo --data elsewhere/ --subset all --csv tiles.csv");
  verb.callback([options] { evaluate(*options); });
}

}  // namespace macadam
