#include "cli/data_verb.h"

#include "base/number_text.h"
#include "cli/exit_code.h"
#include "cli/progress.h"
#include "cli/text.h"
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
};

struct ImportOptions {
  std::string from, to;
  int window = kDefaultWindow;
  int workers = 2;
};

struct DemoOptions {
  std::string folder;
  DemoDatasetOptions world;
};

void say(const std::string& text) {
  std::fputs((text + '\n').c_str(), stdout);
}

void sayField(const std::string& name, const std::string& value) {
  say(paddedRight(name, 14) + value);
}

std::string originText(Origin origin) {
  switch (origin) {
    case Origin::Training:
      return "training";
    case Origin::Labelled:
      return "labelled";
    case Origin::Unlabelled:
      return "unlabelled";
    case Origin::Validation:
      return "validation";
    case Origin::Test:
      return "test";
    case Origin::Unassigned:
      break;
  }
  return "unassigned";
}

/// A bar that appears with the first item, when the total is known.
ProgressCallback barCallback(std::optional<ProgressBar>& bar, const std::string& label) {
  return [&bar, label](std::size_t done, std::size_t total) {
    if (!bar) bar.emplace(label, static_cast<std::int64_t>(total));
    bar->advanceTo(static_cast<std::int64_t>(done));
  };
}

/// @returns whether there were none.
bool tellProblems(const std::vector<Problem>& problems) {
  if (problems.empty()) return true;
  say("\n" + countText(static_cast<long long>(problems.size()), "problem") + ":");
  for (const Problem& problem : problems) say("  " + describe(problem));
  return false;
}

std::string originsText(const DataReport& report) {
  std::string text;
  for (const auto& [origin, count] : report.origins) {
    text += (text.empty() ? "" : ", ") + std::to_string(count) + ' ' + originText(origin);
  }
  return text;
}

std::string sizesText(const DataReport& report) {
  constexpr std::size_t kMostSizes = 4;
  std::string text;
  std::size_t shown = 0;
  for (const auto& [size, count] : report.sizes) {
    if (shown++ == kMostSizes) return text + " and " + std::to_string(report.sizes.size() - kMostSizes) + " more sizes";
    text += (text.empty() ? "" : ", ") + std::to_string(count) + " of " + size;
  }
  return text;
}

std::string channelsText(const DataReport& report) {
  constexpr std::array kNames{"red", "green", "blue"};
  std::string text;
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    const ChannelSummary& channel = report.channels[i];
    text += (i == 0 ? "" : ", ") + std::string(kNames[i]) + ' ' + fixedText(channel.minimum, 0) + " to " +
            fixedText(channel.maximum, 0) + " (mean " + fixedText(channel.mean, 1) + ")";
  }
  return text;
}

void check(const CheckOptions& options) {
  std::optional<ProgressBar> bar;
  const DataReport report = checkData(options.path, options.window, options.workers, barCallback(bar, "checking"));
  bar.reset();
  sayField("folder", report.dataset.root.string());
  sayField("layout", report.dataset.layout);
  sayField("tiles", countText(static_cast<long long>(report.dataset.samples.size()), "tile") + " from " +
                        countText(static_cast<long long>(report.scenes), "scene") + ": " +
                        std::to_string(report.withMask) + " with a mask, " + std::to_string(report.withoutMask) +
                        " without");
  sayField("declared as", originsText(report));
  sayField("sizes", sizesText(report));
  sayField("road", percentText(report.roadShare) + " % of the labelled pixels; " + percentText(report.ignoredShare) +
                       " % of all are marked as unknown");
  sayField("colours", channelsText(report));
  if (!tellProblems(report.dataset.problems)) throw EndWith{ExitCode::Refused};
  say("\nno problems found");
}

void import(const ImportOptions& options) {
  std::optional<ProgressBar> bar;
  const ImportSummary summary =
      importDataset(options.from, options.to, options.window, options.workers, barCallback(bar, "importing"));
  bar.reset();
  say("wrote " + countText(static_cast<long long>(summary.tiles), "tile") + " and " +
      countText(static_cast<long long>(summary.masks), "mask") + " to " + options.to);
  if (!tellProblems(summary.problems)) throw EndWith{ExitCode::Refused};
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
  verb.footer(
      "Every layout that Macadam knows is recognised by itself. Each problem is listed with its file and with what to\n"
      "do about it; the exit code is then 1. What is not listed is usable.\n\n"
      "Example:\n  macadam-cli data check massachusetts/");
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
  verb.footer("Example:\n  macadam-cli data import roadnet/ tiles/ --window 512");
  verb.callback([options] { import(*options); });
}

}  // namespace

void addDataVerb(CLI::App& app) {
  CLI::App& data = *app.add_subcommand("data", "Check, import or draw a data set");
  data.require_subcommand(1);
  addCheck(data);
  addDemo(data);
  addImport(data);
  for (CLI::App* verb : data.get_subcommands(nullptr)) verb->group("Verbs");
  data.footer("Example:\n  macadam-cli data check massachusetts/");
}

}  // namespace macadam
