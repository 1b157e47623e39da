#include "cli/suite_verb.h"

#include "cli/spec_options.h"
#include "cli/train_suite.h"
#include "cli/window_note.h"
#include "session/suite_plan.h"
#include "session/training_check.h"

#include <memory>
#include <utility>

namespace macadam {
namespace {

struct SuiteOptions {
  SpecOptions spec;
  std::vector<std::uint64_t> seeds{1};
  std::string table = "paper";
  std::vector<std::string> rows;
  std::string report;
};

void suite(const SuiteOptions& options) {
  const RunSpec base = resolveSpec(options.spec);
  std::vector<SuiteRun> plan =
      planSuite(base, options.rows.empty() ? suiteTable(options.table).rows : options.rows, options.seeds);
  const std::filesystem::path runs = runsFolder(options.spec);
  if (!std::filesystem::exists(runs)) {  // one that has begun skips what is complete, and needs nothing for that
    const std::vector<Problem> problems = obstaclesIn(checkTraining(mostDemanding(plan), runs));
    if (!problems.empty()) throw Error(problems);
  }
  tellOfWindow(runs);
  trainSuiteAndTell(std::move(plan), runs,
                    options.report.empty() ? runs / "report" : std::filesystem::path(options.report), base.name);
}

std::string joined(const auto& named) {
  std::string list;
  for (const auto& each : named) list += (list.empty() ? "" : ", ") + each.name;
  return list;
}

}  // namespace

void addSuiteVerb(CLI::App& app) {
  auto options = std::make_shared<SuiteOptions>();
  CLI::App& verb = *app.add_subcommand("suite", "Train all rows of a table over some seeds, and report them");
  addSpecOptions(verb, options->spec);
  verb.add_option("--seeds", options->seeds, "Seeds of weights and batches, as in 1,2,3")->delimiter(',');
  verb.add_option("--table", options->table, "Which table: " + joined(suiteTables()))->capture_default_str();
  verb.add_option("--rows", options->rows, "Rows of any table [all of the named one]")->delimiter(',');
  verb.add_option("--report", options->report, "Where to write the report [report/ in the runs' folder]");
  verb.footer(
      "Rows: " + joined(suiteRows()) +
      ".\n"
      "The spec's method must be sslkd: rows that train the student get its iterations, rows that train teachers get\n"
      "theirs; cps and cms-student have the weight, scope and warm-up that the spec states for CMS and for the "
      "student.\n"
      "All rows share one split; the teachers of a seed are trained once. Started again, the same command skips\n"
      "what is complete and goes on with the rest.\n\n"
      "Example:\n  macadam-cli suite my.toml --seeds 1,2,3 --rows supervised-student,sslkd --runs my-suite");
  verb.callback([options] { suite(*options); });
}

}  // namespace macadam
