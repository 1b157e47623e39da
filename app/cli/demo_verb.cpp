#include "cli/demo_verb.h"

#include "cli/progress.h"
#include "cli/spec_options.h"
#include "cli/train_suite.h"
#include "data/demo_world.h"
#include "session/suite_plan.h"
#include "spec/presets.h"

#include <cstdio>
#include <filesystem>
#include <memory>

namespace macadam {
namespace {

namespace fs = std::filesystem;

struct DemoOptions {
  std::string out = "macadam-demo";
  std::vector<std::uint64_t> seeds{1};
  SpecOptions changes;
};

void drawWorld(const fs::path& folder) {
  if (fs::exists(folder)) return;
  const DemoDatasetOptions world;
  ProgressBar bar("drawing aerial scenes", world.trainTiles + world.validationTiles + world.testTiles);
  writeDemoDataset(folder, world, [&bar](int written, int) { bar.advanceTo(written); });
}

void demo(const DemoOptions& options) {
  const fs::path out = options.out;
  const fs::path data = fs::absolute(out / "data");
  std::printf(
      "Macadam draws its own aerial scenes, keeps the masks of one training tile in five, and trains on them:\n"
      "a student on the labelled tiles alone, two teachers that also learn from the unlabelled ones (CMS),\n"
      "and a student that learns from these teachers (SSLKD). It takes some minutes on two cores.\n\n");
  std::fflush(stdout);
  RunSpec base = preset("demo");
  base.data.path = data.string();
  applyChanges(base, options.changes);
  const auto plan = planSuite(base, {"supervised-student", "cms-teachers", "sslkd"}, options.seeds);
  drawWorld(data);
  trainSuiteAndTell(plan, out / "runs", out / "report", "Macadam demo");
  std::printf(
      "\nWhat next:\n"
      "  macadam-cli data check /path/to/your/tiles       what is there, what is wrong, what to do about it\n"
      "  macadam-cli suite --preset demo --data %s --runs %s\n"
      "                                                   the other rows of the table, beside these\n"
      "  macadam-cli train --help                         your own data, networks and methods\n",
      data.lexically_proximate(fs::current_path()).c_str(), (out / "runs").c_str());
}

}  // namespace

void addDemoVerb(CLI::App& app) {
  auto options = std::make_shared<DemoOptions>();
  CLI::App& verb = *app.add_subcommand("demo", "Train the paper's two steps on invented scenes, in some minutes");
  verb.add_option("--out", options->out, "Where data, runs and report go");
  verb.add_option("--seeds", options->seeds, "Seeds of weights and batches, as in 1,2,3")->delimiter(',');
  addChangeOptions(verb, options->changes);
  verb.footer(
      "Started again it reuses what is there, so that more seeds can be added later.\n\n"
      "Example:\n  macadam-cli demo --seeds 1,2,3");
  verb.callback([options] { demo(*options); });
}

}  // namespace macadam
