#include "ui/compare/telling_titles.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

CompareSource network(const QString& method, const QString& part, const QString& run) {
  return {.kind = SourceKind::Network,
          .id = (run + "/" + method + part).toStdString(),
          .title = method + " " + part,
          .group = run,
          .method = method,
          .part = part};
}

const CompareSource kTruth{.kind = SourceKind::Truth, .id = "truth", .title = "Ground truth"};

}  // namespace

TEST(TellingTitles, DropTheMethodThatAllShare) {
  EXPECT_EQ(tellingTitles({kTruth, network("SSLKD", "student", "r"), network("SSLKD", "teacher 1", "r"),
                           network("SSLKD", "teachers’ mean", "r")}),
            (QStringList{"Ground truth", "Student", "Teacher 1", "Teachers’ mean"}));
}

TEST(TellingTitles, DropTheNetworkThatAllShare) {
  EXPECT_EQ(tellingTitles({network("SSLKD", "student", "a"), network("Supervised", "student", "b")}),
            (QStringList{"SSLKD", "Supervised"}));
}

TEST(TellingTitles, NameTheRunsOfWhatIsAlikeByWhatTellsThemApart) {
  EXPECT_EQ(tellingTitles({network("SSLKD", "student", "2026-11-22_1512_roads_seed1"),
                           network("SSLKD", "student", "2026-11-22_1702_roads_seed2")}),
            (QStringList{"1512_roads_seed1", "1702_roads_seed2"}));
  EXPECT_EQ(tellingTitles({network("SSLKD", "student", "paper seed 1"), network("SSLKD", "student", "paper seed 2"),
                           network("SSLKD", "teacher 1", "paper seed 2")}),
            (QStringList{"Student (seed 1)", "Student (seed 2)", "Teacher 1"}));
}

TEST(TellingTitles, KeepAllOfASingleNetwork) {
  EXPECT_EQ(tellingTitles({kTruth, network("SSLKD", "student", "r")}), (QStringList{"Ground truth", "SSLKD student"}));
  EXPECT_TRUE(tellingTitles({}).isEmpty());
}

TEST(SharedEnds, LeaveSomethingWithALetterOfEach) {
  EXPECT_EQ(withoutSharedEnds({"run_1", "run_2"}), (QStringList{"run_1", "run_2"}));
  EXPECT_EQ(withoutSharedEnds({"north-wide-a", "north-narrow-a"}), (QStringList{"wide", "narrow"}));
  EXPECT_EQ(withoutSharedEnds({"demo", "demo again"}), (QStringList{"demo", "demo again"}));
}

}  // namespace macadam
