#include "cli/export_verb.h"

#include "cli/data_report_output.h"
#include "cli/exit_code.h"
#include "cli/mask_options.h"
#include "data/split_lists.h"

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

namespace macadam {
namespace {

struct ExportOptions {
  std::string data, to, split;
  int window = 512;
  DataChoices choices;
  bool zeroAndOne = false;
};

void writeLists(const ExportOptions& options) {
  const Dataset dataset = openDataset(options.data, options.window, options.choices);
  refuseOpenMasks(dataset);
  const Split split = loadSplit(options.split);
  if (const auto problems = obstaclesIn(split, dataset); !problems.empty()) throw Error(problems);
  const std::vector<Problem> problems =
      exportLists(split, dataset, options.to, options.zeroAndOne ? ListedMasks::ZeroAndOne : ListedMasks::AsTheyAre);
  std::printf("wrote labeled.txt, unlabeled.txt, val.txt and test.txt to %s; their paths start from %s\n",
              options.to.c_str(), dataset.root.c_str());
  if (!options.zeroAndOne) {
    std::puts("note: the masks are the data set's own; for programs that take 255 as unknown, add --zero-and-one");
  }
  if (problems.empty()) return;
  printProblems(problems);
  throw EndWith{ExitCode::Refused};
}

}  // namespace

void addExport(CLI::App& data) {
  auto options = std::make_shared<ExportOptions>();
  CLI::App& verb = *data.add_subcommand("export", "Write a split as lists that other programs read");
  verb.add_option("DATA", options->data, "The data set's folder")->required();
  verb.add_option("TO", options->to, "The folder of the lists")->required();
  verb.add_option("--split", options->split, "The split to write")->required();
  verb.add_flag("--zero-and-one", options->zeroAndOne,
                "Write masks of 0, 1 and 255 for unknown beside the lists, and name those");
  verb.add_option("--window", options->window, "The windows that the split was drawn for");
  addMaskOptions(verb, options->choices);
  verb.footer(
      "Each line holds an image and its mask, with paths from the data set's folder, as UniMatch and its like want "
      "it.\n\n"
      "Example:\n  macadam-cli data export tiles/ lists/ --split quarter.toml --zero-and-one");
  verb.callback([options] { writeLists(*options); });
}

}  // namespace macadam
