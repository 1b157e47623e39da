#include "cli/labels_verb.h"

#include "base/number_text.h"
#include "cli/data_report_output.h"
#include "cli/exit_code.h"
#include "cli/progress.h"
#include "labels/export_labels.h"

#include <cstdio>
#include <memory>
#include <optional>
#include <string>

namespace macadam {
namespace {

struct LabelsOptions {
  std::string project, to;
  bool withPictures = false;
  int workers = 2;
};

void exportThem(const LabelsOptions& options) {
  std::optional<ProgressBar> bar;
  const ProgressCallback progress = [&bar](std::size_t done, std::size_t total) {
    if (!bar) bar.emplace("exporting", static_cast<std::int64_t>(total));
    bar->advanceTo(static_cast<std::int64_t>(done));
  };
  const ExportedLabels exported = exportLabels(
      openProject(options.project), options.to,
      options.withPictures ? ExportedPictures::Copied : ExportedPictures::LeftOut, options.workers, progress);
  bar.reset();
  std::printf("wrote %s, %zu of them drawn on in the project, to %s\n", counted(exported.masks, "mask").c_str(),
              exported.drawnOn, options.to.c_str());
  if (!options.withPictures) {
    std::puts("note: the lists name the pictures as images/…; put them there, or export with --with-pictures");
  }
  if (exported.problems.empty()) return;
  printProblems(exported.problems);
  throw EndWith{ExitCode::Refused};
}

void addExport(CLI::App& labels) {
  auto options = std::make_shared<LabelsOptions>();
  CLI::App& verb = *labels.add_subcommand("export", "Write a project's labels as a data set folder of their own");
  verb.add_option("PROJECT", options->project, "The project's folder; it is only read")->required();
  verb.add_option("TO", options->to, "Where to write it; must not exist yet, or be empty")->required();
  verb.add_flag("--with-pictures", options->withPictures, "Copy the pictures into it, too");
  verb.add_option("--workers", options->workers, "Threads that read and write");
  verb.footer(
      "masks/ holds a mask a picture: 0 background, 255 road, 128 unknown and declared as no data; a GeoTIFF on the\n"
      "picture's ground where it has one, otherwise a PNG. sources/ and sources.json tell of every pixel that was "
      "drawn\n"
      "on what it is from. labeled.txt, unlabeled.txt, val.txt and test.txt hold the active split.\n"
      "What could not be written is listed, and the exit code is then 1.\n\n"
      "Example:\n  macadam-cli labels export project/ labels/ --with-pictures");
  verb.callback([options] { exportThem(*options); });
}

}  // namespace

void addLabelsVerb(CLI::App& app) {
  CLI::App& labels = *app.add_subcommand("labels", "Take the labels of a project elsewhere");
  labels.require_subcommand(1);
  addExport(labels);
  for (CLI::App* verb : labels.get_subcommands(nullptr)) verb->group("Verbs");
  labels.footer("Example:\n  macadam-cli labels export project/ labels/");
}

}  // namespace macadam
