#include "cli/data_verb.h"

#include "base/number_text.h"
#include "cli/data_report_output.h"
#include "cli/exit_code.h"
#include "cli/export_verb.h"
#include "cli/mask_options.h"
#include "cli/progress.h"
#include "data/check.h"
#include "data/demo_world.h"
#include "data/import.h"

#include <cstdio>
#include <memory>
#include <optional>

namespace macadam {
namespace {

constexpr int kDefaultWindow = 512;

struct CheckOptions {
  std::string path;
  int window = kDefaultWindow;
  int workers = 2;
  bool json = false;
  DataChoices choices;
};

struct ImportOptions {
  std::string from, to;
  int window = kDefaultWindow;
  int workers = 2;
  DataChoices choices;
};

struct DemoOptions {
  std::string folder;
  DemoDatasetOptions world;
};

void say(const std::string& text) {
  std::fputs((text + '\n').c_str(), stdout);
}

/// A bar that appears with the first item, when the total is known.
ProgressCallback barCallback(std::optional<ProgressBar>& bar, const std::string& label) {
  return [&bar, label](std::size_t done, std::size_t total) {
    if (!bar) bar.emplace(label, static_cast<std::int64_t>(total));
    bar->advanceTo(static_cast<std::int64_t>(done));
  };
}

void check(const CheckOptions& options) {
  std::optional<ProgressBar> bar;
  const DataReport report =
      checkData(options.path, options.window, options.workers, barCallback(bar, "checking"), options.choices);
  bar.reset();
  if (options.json)
    say(toJson(report));
  else
    printDataReport(report);
  if (!report.dataset.problems.empty()) throw EndWith{ExitCode::Refused};
}

void import(const ImportOptions& options) {
  std::optional<ProgressBar> bar;
  const ImportSummary summary = importDataset(options.from, options.to, options.window, options.workers,
                                              barCallback(bar, "importing"), options.choices);
  bar.reset();
  say("wrote " + counted(summary.tiles, "tile") + " and " + counted(summary.masks, "mask") + " to " + options.to);
  if (!summary.meaningOfMasks.empty()) say(summary.meaningOfMasks);
  for (const Problem& remark : summary.remarks) say("note: " + describe(remark));
  if (summary.problems.empty()) return;
  printProblems(summary.problems);
  say("\nwhat could be read was written all the same, also what only looks wrong: use it as it is, or mend the source "
      "and import it again");
  throw EndWith{ExitCode::Refused};
}

void drawDemo(const DemoOptions& options) {
  const DemoDatasetOptions& world = options.world;
  ProgressBar bar("drawing", world.trainTiles + world.validationTiles + world.testTiles);
  writeDemoDataset(options.folder, world, [&bar](int written, int) { bar.advanceTo(written); });
  bar.finish();
  say("wrote " + std::to_string(world.trainTiles) + " training, " + std::to_string(world.validationTiles) +
      " validation and " + std::to_string(world.testTiles) + " test tiles of " + std::to_string(world.tileSize) +
      " pixels to " + options.folder);
}

void addCheck(CLI::App& data) {
  auto options = std::make_shared<CheckOptions>();
  CLI::App& verb = *data.add_subcommand("check", "Look at every pixel of a data set and list what is wrong with it");
  verb.add_option("PATH", options->path, "The data set's folder")->required();
  verb.add_option("--window", options->window, "Cut larger pictures into windows of this side");
  verb.add_option("--workers", options->workers, "Decoding threads");
  addMaskOptions(verb, options->choices);
  addBandsOption(verb, options->choices);
  verb.add_flag("--json", options->json, "Print JSON");
  verb.footer(
      "Every layout that Macadam knows is recognised by itself. Each problem is listed with its file and with what to\n"
      "do about it; the exit code is then 1. What is not listed is usable.\n\n"
      "Examples:\n"
      "  macadam-cli data check massachusetts/\n"
      "  macadam-cli data check loveda/ --mask-values road=3");
  verb.callback([options] { check(*options); });
}

void addDemo(CLI::App& data) {
  auto options = std::make_shared<DemoOptions>();
  DemoDatasetOptions& world = options->world;
  CLI::App& verb = *data.add_subcommand("demo", "Draw a data set of invented aerial scenes with exact masks");
  verb.add_option("FOLDER", options->folder, "Where to write it; must not exist yet, or be empty")->required();
  verb.add_option("--train", world.trainTiles, "Training tiles");
  verb.add_option("--val", world.validationTiles, "Validation tiles");
  verb.add_option("--test", world.testTiles, "Test tiles");
  verb.add_option("--tile", world.tileSize, "Side of a tile in pixels");
  verb.add_option("--seed", world.seed, "Another seed, another world");
  verb.footer("Example:\n  macadam-cli data demo world/ --train 400 --tile 256");
  verb.callback([options] { drawDemo(*options); });
}

void addImport(CLI::App& data) {
  auto options = std::make_shared<ImportOptions>();
  CLI::App& verb =
      *data.add_subcommand("import", "Copy a data set of any layout as plain tiles, large pictures cut up");
  verb.add_option("FROM", options->from, "The data set's folder; it is only read")->required();
  verb.add_option("TO", options->to, "Where to write it; must not exist yet, or be empty")->required();
  verb.add_option("--window", options->window, "Cut larger pictures into windows of this side");
  verb.add_option("--workers", options->workers, "Decoding threads");
  addMaskOptions(verb, options->choices);
  addBandsOption(verb, options->choices);
  verb.footer(
      "What cannot be read is left out, what only looks wrong is written all the same; both are listed, and the exit\n"
      "code is then 1. Nothing is written where it is open what the masks mean.\n\n"
      "Example:\n  macadam-cli data import roadnet/ tiles/ --window 512");
  verb.callback([options] { import(*options); });
}

}  // namespace

void addDataVerb(CLI::App& app) {
  CLI::App& data = *app.add_subcommand("data", "Check, import, export or draw a data set");
  data.require_subcommand(1);
  addCheck(data);
  addDemo(data);
  addImport(data);
  addExport(data);
  for (CLI::App* verb : data.get_subcommands(nullptr)) verb->group("Verbs");
  data.footer("Example:\n  macadam-cli data check massachusetts/");
}

}  // namespace macadam
