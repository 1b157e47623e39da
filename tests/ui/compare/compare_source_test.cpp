#include "ui/compare/compare_source.h"

#include "runs/run_summary.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

RunRecord record(const std::string& folder, MethodSpec method) {
  RunRecord made{.folder = RunFolder("/p/runs/" + folder), .spec = {.name = folder, .method = std::move(method)}};
  made.summary.networks.push_back({.network = "student"});
  return made;
}

std::vector<std::string> idsOf(const std::vector<CompareSource>& sources) {
  std::vector<std::string> ids;
  for (const CompareSource& source : sources) ids.push_back(source.id);
  return ids;
}

}  // namespace

TEST(CompareSources, OfADistilledRunAreItsStudentAndBothTeachers) {
  const auto sources = listSources({record("r", SslkdSpec{})}, "/p/runs");
  const std::vector<std::string> expected{"image",      "truth",  "r/student",      "r/teacher1",
                                          "r/teacher2", "r/mean", "r/disagreement", "r/student@last"};
  EXPECT_EQ(idsOf(sources), expected);
  EXPECT_EQ(sources[2].title, "SSLKD student");
  EXPECT_EQ(sources[2].group, "r");
  EXPECT_EQ(sources[5].networks, (std::vector<NetworkSource>{{"/p/runs/r", "teacher1"}, {"/p/runs/r", "teacher2"}}));
}

TEST(CompareSources, TakeTheTeachersFromTheRunThatTrainedThem) {
  const auto sources = listSources({record("r", SslkdSpec{.teachersFrom = "/p/runs/cms"})}, "/p/runs");
  EXPECT_EQ(findSource(sources, "r/student")->networks.front().run, "/p/runs/r");
  EXPECT_EQ(findSource(sources, "r/teacher2")->networks.front().run, "/p/runs/cms");
}

TEST(CompareSources, StartWithTheNewestDistilledStudent) {
  const auto sources = listSources(
      {record("old", SslkdSpec{}), record("new", SslkdSpec{}), record("newer", SupervisedSpec{})}, "/p/runs");
  const std::vector<std::string> expected{"image", "truth", "new/student", "new/teacher1", "new/teacher2", "new/mean"};
  EXPECT_EQ(firstSources(sources), expected);
}

TEST(CompareSources, OfChosenRunsShowOneNetworkEach) {
  const auto sources =
      listSources({record("old", SslkdSpec{}), record("new", CmsSpec{}), record("other", CctSpec{})}, "/p/runs");
  const std::vector<std::string> expected{"image", "truth", "old/student", "new/teacher1"};
  EXPECT_EQ(sourcesOfRuns(sources, {"/p/runs/old", "/p/runs/new", "/p/runs/gone"}), expected);
}

TEST(CompareSources, AddNetworksOfOtherRunsBeforeLastCheckpoints) {
  const auto sources = listSources({record("old", SupervisedSpec{}), record("new", SslkdSpec{})}, "/p/runs");
  EXPECT_EQ(nextSource(sources, firstSources(sources)), "old/student");
  std::vector<std::string> shown = firstSources(sources);
  shown.push_back("old/student");
  EXPECT_EQ(nextSource(sources, shown), "new/disagreement");
  EXPECT_EQ(nextSource({}, {}), "image");
}

TEST(CompareSources, LeaveOutRunsThatTrainedNothingOrCannotBeRead) {
  RunRecord prepared = record("prepared", SupervisedSpec{});
  prepared.summary.networks.clear();
  RunRecord damaged = record("damaged", SupervisedSpec{});
  damaged.problem = "cannot be read";
  EXPECT_EQ(listSources({prepared, damaged}, "/p/runs").size(), 2u);
}

TEST(CompareSources, NameTheRunWhereTitlesAreAlike) {
  auto sources = listSources({record("seed1", SupervisedSpec{}), record("seed2", SupervisedSpec{})}, "/p/runs");
  const QStringList titles =
      distinctTitles({sources[0], *findSource(sources, "seed1/student"), *findSource(sources, "seed2/student")});
  EXPECT_EQ(titles, (QStringList{"Image", "Supervised student (seed1)", "Supervised student (seed2)"}));
}

TEST(CompareSources, NameTheFolderOfRunsThatShareAName) {
  RunRecord first = record("2026-11-22_1200_demo", SupervisedSpec{});
  RunRecord second = record("2026-11-23_0900_demo", SupervisedSpec{});
  first.spec.name = second.spec.name = "demo";
  const auto sources = listSources({first, second, record("other", SupervisedSpec{})}, "/p/runs");
  const CompareSource* old = findSource(sources, "2026-11-22_1200_demo/student");
  const CompareSource* now = findSource(sources, "2026-11-23_0900_demo/student");
  EXPECT_EQ(old->group, "2026-11-22_1200_demo");
  EXPECT_EQ(findSource(sources, "other/student")->group, "other");
  EXPECT_EQ(distinctTitles({*old, *now}),
            (QStringList{"Supervised student (2026-11-22_1200_demo)", "Supervised student (2026-11-23_0900_demo)"}));
}

}  // namespace macadam
