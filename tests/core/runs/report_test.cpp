#include "runs/report.h"

#include "base/error.h"
#include "runs/metrics_log.h"
#include "runs/provenance.h"
#include "runs/run_notes.h"
#include "support/road_picture.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

/// `found` of 100 road pixels, among 900 of background.
NetworkScore score(std::int64_t found) {
  return {.network = "student",
          .pooled = {.truePositives = found, .falseNegatives = 100 - found, .trueNegatives = 900}};
}

class Report : public testing::Test {
 protected:
  ReportRun addRun(const std::string& method, std::uint64_t seed, std::int64_t validation,
                   std::optional<std::int64_t> test) {
    const RunFolder run = createRun(folder_ / "runs", method,
                                    "seed = " + std::to_string(seed) + "\n[method]\nkind = \"" + method + "\"\n");
    saveProvenance({.program = "Macadam 9.9", .splitHash = "5b11", .seed = seed}, run.provenance());
    MetricsLog log(run.metrics(), run.previews());
    log.post(StageStarted{.name = "student", .totalIterations = 2});
    log.post(StepDone{.iteration = 1, .total = 0.7});
    log.post(StepDone{.iteration = 2, .total = 0.5});
    log.post(Evaluated{.iteration = 2, .scores = {score(validation)}});
    if (test) log.post(Evaluated{.iteration = 2, .subset = EvaluatedOn::Test, .scores = {score(*test)}});
    log.post(RunFinished{.iteration = 2});
    return {run, method, {{.name = "student", .label = "student"}, {.name = "teacher1", .label = "never evaluated"}}};
  }

  TemporaryFolder folder_;
};

}  // namespace

TEST_F(Report, TakesTestScoresWhenEveryRunHasThem) {
  const ReportTable table = reportTable({.runs = {addRun("supervised", 1, 50, 40), addRun("sslkd", 1, 60, 45)}});
  EXPECT_EQ(table.subset, EvaluatedOn::Test);
  ASSERT_EQ(table.comparison.rows.size(), 2u);
  EXPECT_DOUBLE_EQ(table.comparison.rows[0].cells[3]->mean, 0.40);
}

TEST_F(Report, NeverMixesTestAndValidationScores) {
  const ReportTable table =
      reportTable({.runs = {addRun("supervised", 1, 50, 40), addRun("sslkd", 1, 60, std::nullopt)}});
  EXPECT_EQ(table.subset, EvaluatedOn::Validation);
  EXPECT_DOUBLE_EQ(table.comparison.rows[0].cells[3]->mean, 0.50);
  EXPECT_DOUBLE_EQ(table.comparison.rows[1].cells[3]->mean, 0.60);
}

TEST_F(Report, WritesTablesFigureAndOnePageThatNeedsNothingElse) {
  const RoadPicture picture = roadPicture();
  ReportInput input{
      .title = "Roads & fields",
      .runs = {addRun("supervised", 1, 50, 40), addRun("supervised", 2, 50, 42), addRun("sslkd", 1, 60, 45)}};
  input.figure = {.methods = {"supervised"}, .rows = {{"tile", picture.image, picture.mask, {picture.shifted}}}};
  const ReportFiles files = writeReport(folder_ / "report", input);
  EXPECT_NE(readText(files.markdown).find("| supervised | student | – | – | 2 |"), std::string::npos);
  EXPECT_NE(readText(files.csv).find("sslkd,student,,,1,"), std::string::npos);
  EXPECT_NE(readText(files.latex).find("\\bottomrule"), std::string::npos);
  EXPECT_TRUE(std::filesystem::exists(files.figure));
  const std::string html = readText(files.html);
  EXPECT_NE(html.find("<h1>Roads &amp; fields</h1>"), std::string::npos);
  EXPECT_NE(html.find("41.00<span class=\"spread\"> ± 1.41</span>"), std::string::npos);
  EXPECT_NE(html.find("src=\"data:image/png;base64,"), std::string::npos);
  EXPECT_NE(html.find("<td class=\"key\">method.kind</td><td>supervised</td><td>sslkd</td>"), std::string::npos);
  EXPECT_NE(html.find("5b11"), std::string::npos);
  EXPECT_EQ(html.find("src=\"http"), std::string::npos);
  EXPECT_EQ(html.find("href="), std::string::npos);
}

TEST_F(Report, TheHtmlComparisonHasAColumnForEveryMeasure) {
  const std::string html =
      readText(writeReport(folder_ / "report", {.title = "t", .runs = {addRun("supervised", 1, 50, 40)}}).html);
  const std::string head = html.substr(html.find("<h2>Comparison</h2>"));
  std::size_t columns = 0;
  for (const Measure& measure : kMeasures) {
    const std::string title = std::string(measure.title).substr(measure.over == MeasuredOver::BothClasses ? 1 : 0);
    EXPECT_NE(head.find("<th class=\"number\">" + title + "</th>"), std::string::npos) << measure.key;
  }
  const std::string row = head.substr(head.find("<tbody>"), head.find("</tbody>") - head.find("<tbody>"));
  for (std::size_t at = row.find("<td"); at != std::string::npos; at = row.find("<td", at + 1)) ++columns;
  EXPECT_EQ(columns, 5 + kMeasures.size()) << "behind method, network, parameters, GMAC and runs";
}

TEST_F(Report, ARunThatWasNeverEvaluatedIsNamedAndDoesNoHarm) {
  ReportRun fresh{
      createRun(folder_ / "runs", "fresh", "seed = 1\n"), "fresh", {{.name = "student", .label = "student"}}};
  const ReportFiles files = writeReport(folder_ / "report", {.title = "t", .runs = {fresh}});
  EXPECT_TRUE(files.figure.empty());
  EXPECT_NE(readText(files.html).find("(prepared after 0 of 0 iterations)"), std::string::npos);
}

TEST_F(Report, TellsWhereARunWasGoneOnWith) {
  const ReportRun run = addRun("supervised", 1, 50, 40);
  EXPECT_EQ(readText(writeReport(folder_ / "first", {.title = "t", .runs = {run}}).html).find("Resumed"),
            std::string::npos);
  Provenance provenance = loadProvenance(run.folder.provenance());
  provenance.resumed = {{.startedAt = "2026-11-22T16:30:00Z", .host = "lab", .device = "cuda, H100"}};
  saveProvenance(provenance, run.folder.provenance());
  const std::string html = readText(writeReport(folder_ / "second", {.title = "t", .runs = {run}}).html);
  EXPECT_NE(html.find("2026-11-22T16:30:00Z on cuda, H100, lab"), std::string::npos);
}

TEST_F(Report, CallsARunByTheTitleThatItWasGiven) {
  const ReportRun run = addRun("supervised", 1, 50, 40);
  saveNotes({.title = "narrow & quick"}, run.folder);
  const std::string html = readText(writeReport(folder_ / "report", {.title = "t", .runs = {run}}).html);
  EXPECT_NE(html.find("<td class=\"key\">narrow &amp; quick</td>"), std::string::npos);
  EXPECT_EQ(html.find(run.folder.name()), std::string::npos);
}

TEST_F(Report, CurvesBreakWhereAStageBeginsAndFrozenNetworksAreLevel) {
  ReportRun run = addRun("sslkd", 1, 50, 40);
  run.networks = {{.name = "teacher1", .label = "teacher 1"}};
  MetricsLog log(run.folder.metrics(), run.folder.previews());
  const auto scored = [](std::int64_t iteration, std::int64_t found, bool best) {
    NetworkScore teacher = score(found);
    teacher.network = "teacher1";
    return Evaluated{.iteration = iteration, .scores = {teacher}, .best = best};
  };
  log.post(StageStarted{
      .name = "teachers CMS", .index = 1, .firstIteration = 3, .totalIterations = 8, .trained = {"teacher1"}});
  log.post(StepDone{.iteration = 3, .total = 0.4});
  log.post(scored(3, 30, true));
  log.post(scored(4, 20, false));
  log.post(StageStarted{.name = "student SSLKD",
                        .index = 2,
                        .firstIteration = 5,
                        .totalIterations = 8,
                        .trained = {"student"},
                        .frozen = {"teacher1"}});
  log.post(StepDone{.iteration = 5, .total = 0.9});
  log.post(scored(6, 30, true));
  const std::string html = readText(writeReport(folder_ / "report", {.title = "t", .runs = {run}}).html);
  EXPECT_NE(html.find("teacher1, frozen"), std::string::npos);
  std::size_t lines = 0;
  const std::size_t loss = html.find("aria-label=\"Training loss\""), iou = html.find("aria-label=\"Validation IoU\"");
  ASSERT_LT(loss, iou);
  for (std::size_t at = html.find("<g class=\"curve", loss); at < iou; at = html.find("<g class=\"curve", at + 1))
    ++lines;
  EXPECT_EQ(lines, 3u) << "one for each stage";
}

TEST_F(Report, LeavesADamagedRunOutByItsNameAndKeepsTheOthers) {
  const ReportRun whole = addRun("supervised", 1, 50, 40), damaged = addRun("sslkd", 1, 60, 45);
  appendText(damaged.folder.metrics(), "{\"event\": 7}\n");
  const ReportFiles files = writeReport(folder_ / "report", {.title = "t", .runs = {whole, damaged}});
  ASSERT_EQ(files.table.comparison.rows.size(), 1u);
  EXPECT_EQ(files.table.comparison.rows[0].method, "supervised");
  ASSERT_EQ(files.table.leftOut.size(), 1u);
  EXPECT_EQ(files.table.leftOut[0].where, damaged.folder.metrics().string() + " line 7");
  EXPECT_NE(readText(files.html).find("Left out: " + damaged.folder.metrics().string()), std::string::npos);
  EXPECT_THROW(writeReport(folder_ / "other", {.title = "t", .runs = {damaged}}), Error);
}

TEST_F(Report, AsksForRuns) {
  EXPECT_THROW(writeReport(folder_ / "report", {}), Error);
}

}  // namespace macadam
