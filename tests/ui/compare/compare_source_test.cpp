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

RunCheckpoints allCheckpoints(const std::filesystem::path&) {
  return {.best = true, .teachers = true, .last = true};
}

CheckpointsOf only(const RunCheckpoints& checkpoints) {
  return [checkpoints](const std::filesystem::path&) { return checkpoints; };
}

}  // namespace

TEST(CompareSources, OfADistilledRunAreItsStudentAndBothTeachers) {
  const auto sources = listSources({record("r", SslkdSpec{})}, "/p/runs", allCheckpoints);
  const std::vector<std::string> expected{"image",      "truth",  "r/student",      "r/teacher1",
                                          "r/teacher2", "r/mean", "r/disagreement", "r/student@last"};
  EXPECT_EQ(idsOf(sources), expected);
  EXPECT_EQ(sources[2].title, "SSLKD student");
  EXPECT_EQ(sources[2].group, "r");
  EXPECT_EQ(sources[5].networks, (std::vector<NetworkSource>{{"/p/runs/r", "teacher1"}, {"/p/runs/r", "teacher2"}}));
}

TEST(CompareSources, TakeTheTeachersFromTheRunThatTrainedThem) {
  const auto sources = listSources({record("r", SslkdSpec{.teachersFrom = "/p/runs/cms"})}, "/p/runs", allCheckpoints);
  EXPECT_EQ(findSource(sources, "r/student")->networks.front().run, "/p/runs/r");
  EXPECT_EQ(findSource(sources, "r/teacher2")->networks.front().run, "/p/runs/cms");
}

TEST(CompareSources, StartWithTheNewestDistilledStudent) {
  const auto sources =
      listSources({record("old", SslkdSpec{}), record("new", SslkdSpec{}), record("newer", SupervisedSpec{})},
                  "/p/runs", allCheckpoints);
  const std::vector<std::string> expected{"image", "truth", "new/student", "new/teacher1", "new/teacher2", "new/mean"};
  EXPECT_EQ(firstSources(sources), expected);
}

TEST(CompareSources, OfChosenRunsShowOneNetworkEach) {
  const auto sources = listSources({record("old", SslkdSpec{}), record("new", CmsSpec{}), record("other", CctSpec{})},
                                   "/p/runs", allCheckpoints);
  const std::vector<std::string> expected{"image", "truth", "old/student", "new/teacher1"};
  EXPECT_EQ(sourcesOfRuns(sources, {"/p/runs/old", "/p/runs/new", "/p/runs/gone"}), expected);
}

TEST(CompareSources, AddNetworksOfOtherRunsBeforeLastCheckpoints) {
  const auto sources =
      listSources({record("old", SupervisedSpec{}), record("new", SslkdSpec{})}, "/p/runs", allCheckpoints);
  EXPECT_EQ(nextSource(sources, firstSources(sources)), "old/student");
  std::vector<std::string> shown = firstSources(sources);
  shown.push_back("old/student");
  EXPECT_EQ(nextSource(sources, shown), "new/disagreement");
  EXPECT_EQ(nextSource({}, {}), "image");
}

TEST(CompareSources, SayWhyRunsThatTrainedNothingOrCannotBeReadAreNotShown) {
  RunRecord damaged = record("damaged", SupervisedSpec{});
  damaged.problem = "cannot be read";
  const auto sources = listSources({record("prepared", SslkdSpec{}), damaged}, "/p/runs", only({}));
  ASSERT_EQ(idsOf(sources), (std::vector<std::string>{"image", "truth", "damaged/unreadable", "prepared/student"}));
  EXPECT_EQ(sources[2].unavailable, "cannot be read");
  EXPECT_EQ(sources[3].unavailable, "Not trained yet: the student begins at stage 3 of 4");
  EXPECT_FALSE(sources[3].isScored());
  EXPECT_FALSE(sources[3].isPredicted());
  EXPECT_EQ(firstSources(sources), (std::vector<std::string>{"image", "truth"}));
  EXPECT_EQ(nextSource(sources, {"image", "truth"}), "image");
}

TEST(CompareSources, OfferTheTeachersWhileTheStudentHasNotBegun) {
  RunRecord running = record("r", SslkdSpec{});
  running.summary.stage = "teachers CMS";
  const auto sources = listSources({running}, "/p/runs", only({.teachers = true, .last = true}));
  EXPECT_EQ(findSource(sources, "r/student")->unavailable, "Not trained yet: the student begins at stage 3 of 4");
  EXPECT_TRUE(findSource(sources, "r/teacher1")->isAvailable());
  EXPECT_TRUE(findSource(sources, "r/mean")->isAvailable());
  EXPECT_NE(findSource(sources, "r/teacher2@last"), nullptr);
  EXPECT_EQ(findSource(sources, "r/student@last"), nullptr);
  EXPECT_EQ(firstSources(sources), (std::vector<std::string>{"image", "truth", "r/teacher1", "r/teacher2", "r/mean"}));
}

TEST(CompareSources, OfferTheLastCheckpointWhereThereIsNoBest) {
  RunRecord running = record("r", SupervisedSpec{});
  running.summary.networks.clear();
  const auto sources = listSources({running}, "/p/runs", only({.last = true}));
  EXPECT_EQ(findSource(sources, "r/student")->unavailable,
            "No best checkpoint: it comes with an evaluation on validation tiles");
  EXPECT_EQ(firstSources(sources), (std::vector<std::string>{"image", "truth", "r/student@last"}));
  EXPECT_EQ(sourcesOfRuns(sources, {"/p/runs/r"}), (std::vector<std::string>{"image", "truth", "r/student@last"}));
}

TEST(CompareSources, SayWhichTeachersAreGone) {
  const CheckpointsOf lookUp = [](const std::filesystem::path& run) {
    return run == "/p/runs/r" ? RunCheckpoints{.best = true, .last = true} : RunCheckpoints{};
  };
  const auto sources = listSources({record("r", SslkdSpec{.teachersFrom = "/p/runs/gone"})}, "/p/runs", lookUp);
  EXPECT_TRUE(findSource(sources, "r/student")->isAvailable());
  EXPECT_EQ(findSource(sources, "r/teacher1")->unavailable, "The teachers are not there: /p/runs/gone");
}

TEST(CompareSources, NameTheRunWhereTitlesAreAlike) {
  auto sources =
      listSources({record("seed1", SupervisedSpec{}), record("seed2", SupervisedSpec{})}, "/p/runs", allCheckpoints);
  const QStringList titles =
      distinctTitles({sources[0], *findSource(sources, "seed1/student"), *findSource(sources, "seed2/student")});
  EXPECT_EQ(titles, (QStringList{"Image", "Supervised student (seed1)", "Supervised student (seed2)"}));
}

TEST(CompareSources, CallARunByTheTitleThatItWasGiven) {
  RunRecord renamed = record("2026-11-22_1200_demo", SupervisedSpec{});
  renamed.notes.title = "narrow student";
  const auto sources = listSources({renamed}, "/p/runs", allCheckpoints);
  EXPECT_EQ(findSource(sources, "2026-11-22_1200_demo/student")->group, "narrow student");
}

TEST(CompareSources, NameTheFolderBesideATitleThatRunsShare) {
  RunRecord first = record("2026-11-22_1200_demo", SupervisedSpec{});
  RunRecord second = record("2026-11-23_0900_demo", SupervisedSpec{});
  first.notes.title = second.notes.title = "narrow";
  const auto sources = listSources({first, second}, "/p/runs", allCheckpoints);
  EXPECT_EQ(findSource(sources, "2026-11-22_1200_demo/student")->group, "narrow (2026-11-22_1200_demo)");
}

TEST(CompareSources, NameTheFolderOfRunsThatShareAName) {
  RunRecord first = record("2026-11-22_1200_demo", SupervisedSpec{});
  RunRecord second = record("2026-11-23_0900_demo", SupervisedSpec{});
  first.spec.name = second.spec.name = "demo";
  const auto sources = listSources({first, second, record("other", SupervisedSpec{})}, "/p/runs", allCheckpoints);
  const CompareSource* old = findSource(sources, "2026-11-22_1200_demo/student");
  const CompareSource* now = findSource(sources, "2026-11-23_0900_demo/student");
  EXPECT_EQ(old->group, "2026-11-22_1200_demo");
  EXPECT_EQ(findSource(sources, "other/student")->group, "other");
  EXPECT_EQ(distinctTitles({*old, *now}),
            (QStringList{"Supervised student (2026-11-22_1200_demo)", "Supervised student (2026-11-23_0900_demo)"}));
}

}  // namespace macadam
