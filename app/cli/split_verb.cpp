#include "cli/split_verb.h"

#include "base/error.h"
#include "base/number_text.h"
#include "cli/data_report_output.h"
#include "cli/existing_files.h"
#include "cli/mask_options.h"
#include "cli/text.h"
#include "cli/text_table.h"
#include "data/split_wish.h"
#include "image/tile_content.h"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <set>

namespace macadam {
namespace {

struct SplitOptions {
  std::string data, out, name, keep;
  SplitSpec rules;
  double share = 0.0;
  std::size_t count = 0;
  int window = 512;
  int workers = 2;
  DataChoices choices;
  bool ignoresScenes = false;
  bool ignoresRoadShare = false;
  bool overwrites = false;
};

/// What a subset holds, for the table.
struct SubsetSummary {
  std::size_t tiles = 0;
  std::set<std::string> scenes;
  std::size_t withMask = 0;
  double roadShareSum = 0.0;
  std::size_t labelling = 0;  ///< Tiles in the sum.
};

SubsetSummary summariseSubset(const Split& split, Subset subset, const Dataset& dataset,
                              const std::vector<TileContent>& contents) {
  SubsetSummary summary;
  for (std::size_t i = 0; i < dataset.samples.size(); ++i) {
    const Sample& sample = dataset.samples[i];
    if (split.of(sample.id) != subset) continue;
    ++summary.tiles;
    summary.scenes.insert(sample.scene);
    if (sample.hasMask()) ++summary.withMask;
    if (!isLabelling(sample, contents[i])) continue;
    ++summary.labelling;
    summary.roadShareSum += *contents[i].roadShare;
  }
  return summary;
}

void tell(const Split& split, const Dataset& dataset, const std::vector<TileContent>& contents) {
  TextTable table({{"subset", ColumnAlign::Left}, {"tiles"}, {"with mask"}, {"scenes"}, {"mean road %"}});
  for (const Subset subset : {Subset::Labelled, Subset::Unlabelled, Subset::Validation, Subset::Test, Subset::Unused}) {
    const SubsetSummary summary = summariseSubset(split, subset, dataset, contents);
    if (summary.tiles == 0 && subset == Subset::Unused) continue;
    const std::string road = summary.labelling == 0
                                 ? "–"
                                 : fixedText(100.0 * summary.roadShareSum / static_cast<double>(summary.labelling), 2);
    table.addRow({toString(subset), std::to_string(summary.tiles), std::to_string(summary.withMask),
                  std::to_string(summary.scenes.size()), road});
  }
  table.print(stdout);
}

LabelledAmount amountOf(const SplitOptions& options) {
  if (options.share > 0.0) return LabelledShare{options.share};
  if (options.count > 0) return LabelledCount{options.count};
  return LabelledRatio{options.rules.unlabelledPerLabelled};
}

void refuseUnfit(const Split& split, const Dataset& dataset) {
  if (const auto problems = obstaclesIn(split, dataset); !problems.empty()) throw Error(problems);
}

void split(SplitOptions options) {
  refuseExisting(options.out, options.overwrites);
  const bool keeps = !options.keep.empty();
  const Split before = keeps ? loadSplit(options.keep) : Split();
  options.rules.groupByScene = !options.ignoresScenes;
  options.rules.stratifyByRoadShare = !options.ignoresRoadShare;
  const Dataset dataset = openDataset(options.data, options.window, options.choices);
  refuseOpenMasks(dataset);
  if (!dataset.problems.empty()) printProblems(dataset.problems), std::puts("");
  if (keeps) refuseUnfit(before, dataset);
  const std::vector<TileContent> contents = contentsOf(dataset, options.workers);
  const SplitWish wish{options.rules, amountOf(options), keeps ? LabelledBefore::Kept : LabelledBefore::DrawnAgain};
  Split drawn = drawSplit(dataset, wish, contents, before);
  if (!options.name.empty()) drawn.name = options.name;
  refuseUnfit(drawn, dataset);
  if (!dataset.masks.sentence.empty()) std::printf("%s\n\n", dataset.masks.sentence.c_str());
  tell(drawn, dataset, contents);
  for (const Problem& empty : emptyTiles(dataset, contents)) std::printf("\nnote: %s\n", describe(empty).c_str());
  if (showsOneScene(dataset) && drawn.groupedByScene) {
    std::puts("\nnote: all tiles show one scene, which is kept together; --ignore-scenes divides it");
  }
  if (drawn.unlabelled.empty() && options.rules.unlabelledPerLabelled > 0.0) {
    std::printf("\nnote: no tile is left to be unlabelled%s\n",
                drawn.groupedByScene ? ": scenes are kept together; --ignore-scenes divides them" : "");
  }
  if (const std::string note = ratioNote(drawn, dataset); !note.empty()) {
    std::printf("\nnote: %s%s\n", note.c_str(),
                drawn.groupedByScene ? ": scenes are kept together; --ignore-scenes divides them" : "");
  }
  const std::string note = sharedScenesNote(drawn, dataset);
  if (!note.empty()) std::printf("\nnote: %s\n", note.c_str());
  saveSplit(drawn, options.out);
  std::printf("\nwrote %s; a spec takes it as split.file\n", options.out.c_str());
}

}  // namespace

void addSplitVerb(CLI::App& app) {
  auto options = std::make_shared<SplitOptions>();
  SplitSpec& rules = options->rules;
  CLI::App& verb = *app.add_subcommand("split", "Decide which tiles are labelled, unlabelled, validation and test");
  verb.add_option("DATA", options->data, "The data set's folder")->required();
  verb.add_option("--out", options->out, "The file to write")->required();
  verb.add_flag("--overwrite", options->overwrites, "Replace that file where it is there already");
  CLI::Option* ratio =
      verb.add_option("--ratio", rules.unlabelledPerLabelled, "Unlabelled tiles for each labelled one");
  CLI::Option* share =
      verb.add_option("--share", options->share, "Instead: the labelled share of the tiles to train on")
          ->check(CLI::Range(1e-9, 1.0))
          ->type_name("SHARE")
          ->default_str("");
  CLI::Option* count = verb.add_option("--count", options->count, "Instead: how many tiles are labelled")
                           ->check(CLI::PositiveNumber)
                           ->type_name("TILES")
                           ->default_str("");
  ratio->excludes(share)->excludes(count);
  share->excludes(count);
  verb.add_option("--keep", options->keep, "A split whose labelled tiles stay; more are added, nothing else moves")
      ->type_name("SPLIT.toml");
  verb.add_option("--seed", rules.seed, "Another seed, another split");
  verb.add_option("--validation", rules.validationShare, "Share of validation tiles where the data declares none");
  verb.add_option("--test", rules.testShare, "Share of test tiles where the data declares none");
  verb.add_flag("--ignore-scenes", options->ignoresScenes, "Let tiles of one scene fall into several subsets");
  verb.add_flag("--ignore-road-share", options->ignoresRoadShare, "Do not balance the subsets by their share of road");
  verb.add_option("--window", options->window, "Cut larger pictures into windows of this side");
  verb.add_option("--workers", options->workers, "Decoding threads");
  addMaskOptions(verb, options->choices);
  verb.add_option("--name", options->name, "The split's name");
  verb.footer(
      "What the data set declares (train, validation, test) is kept. Equal input gives an equal split on every "
      "machine.\n"
      "Of one seed, the labelled tiles of 1:8 are among those of 1:4, and so for every share and count.\n"
      "The file lists the tiles by name, so that it can be read, changed and handed on.\n\n"
      "Example:\n  macadam-cli split tiles/ --ratio 4 --seed 1 --out quarter.toml");
  verb.callback([options] { split(*options); });
}

}  // namespace macadam
