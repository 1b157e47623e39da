#include "labels/annotation_progress.h"

#include "base/error.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"

#include <gtest/gtest.h>

#include <fstream>

namespace macadam {
namespace {

using std::chrono::minutes;

AnnotationProgress::Time at(int minute) {
  return AnnotationProgress::Time(std::chrono::seconds(1'795'824'000)) + minutes(minute);  // 2026-11-28 00:00
}

void write(const std::filesystem::path& file, const std::string& text) {
  std::ofstream(file) << text;
}

std::string whyNot(const std::filesystem::path& file) {
  try {
    loadProgress(file);
  } catch (const Error& error) {
    return error.what();
  }
  return {};
}

}  // namespace

TEST(AnnotationProgress, RemembersWhatWasDecidedOfATileUntilItIsOpenAgain) {
  AnnotationProgress progress;
  EXPECT_EQ(progress.verdict("a.png"), std::nullopt);
  progress.decide("a.png", TileVerdict::Skipped, at(0));
  EXPECT_EQ(progress.verdict("a.png"), TileVerdict::Skipped);
  EXPECT_EQ(progress.doneCount(), 0U);
  progress.decide("a.png", TileVerdict::Done, at(1));
  EXPECT_EQ(progress.verdict("a.png"), TileVerdict::Done);
  EXPECT_EQ(progress.doneCount(), 1U);
  progress.reopen("a.png");
  EXPECT_EQ(progress.verdict("a.png"), std::nullopt);
}

TEST(AnnotationProgress, LeadsBackFromTheTileThatWasDecidedLastToTheFirst) {
  AnnotationProgress progress;
  EXPECT_EQ(progress.decidedBefore("open.png"), std::nullopt);
  progress.decide("c.png", TileVerdict::Done, at(0));
  progress.decide("a.png", TileVerdict::Skipped, at(1));
  progress.decide("b.png", TileVerdict::Done, at(1));
  EXPECT_EQ(progress.decidedBefore("open.png"), "b.png");
  EXPECT_EQ(progress.decidedBefore("b.png"), "a.png") << "of the same second";
  EXPECT_EQ(progress.decidedBefore("a.png"), "c.png");
  EXPECT_EQ(progress.decidedBefore("c.png"), std::nullopt);
  progress.decide("c.png", TileVerdict::Done, at(2));
  EXPECT_EQ(progress.decidedBefore("open.png"), "c.png") << "it was done again";
}

TEST(AnnotationProgress, TellsThePaceOfTilesDoneOneAfterTheOther) {
  AnnotationProgress progress;
  progress.decide("a.png", TileVerdict::Done, at(0));
  EXPECT_EQ(progress.tilesAnHour(), std::nullopt);
  progress.decide("b.png", TileVerdict::Done, at(4));
  progress.decide("left out.png", TileVerdict::Skipped, at(5));
  progress.decide("c.png", TileVerdict::Done, at(10));
  EXPECT_DOUBLE_EQ(*progress.tilesAnHour(), 12.0) << "two in ten minutes";
}

TEST(AnnotationProgress, LeavesPausesOutOfThePace) {
  AnnotationProgress progress;
  progress.decide("a.png", TileVerdict::Done, at(0));
  progress.decide("b.png", TileVerdict::Done, at(6));
  progress.decide("c.png", TileVerdict::Done, at(600));
  progress.decide("d.png", TileVerdict::Done, at(604));
  EXPECT_DOUBLE_EQ(*progress.tilesAnHour(), 12.0);
}

TEST(AnnotationProgress, TellsThePresentPaceOfALongDay) {
  AnnotationProgress progress;
  int minute = 0;
  for (int i = 0; i < 40; ++i) progress.decide("slow" + std::to_string(i), TileVerdict::Done, at(minute += 15));
  for (int i = 0; i < 20; ++i) progress.decide("swift" + std::to_string(i), TileVerdict::Done, at(minute += 2));
  EXPECT_DOUBLE_EQ(*progress.tilesAnHour(), 30.0);
}

TEST(AnnotationProgress, ComesBackFromItsFileAsItWas) {
  const TemporaryFolder folder;
  AnnotationProgress progress;
  progress.decide("images/a.png", TileVerdict::Done, at(61));
  progress.decide("images/ä b.tif#256,0", TileVerdict::Skipped, at(62));
  saveProgress(progress, folder / "labels/progress.json");
  EXPECT_EQ(loadProgress(folder / "labels/progress.json"), progress);
  EXPECT_EQ(loadProgress(folder / "labels/other.json"), AnnotationProgress());
}

TEST(AnnotationProgress, ANameThatIsNoTextDoesNotEndTheSaving) {
  const TemporaryFolder folder;
  AnnotationProgress progress;
  progress.decide("caf\xE9.png", TileVerdict::Done, at(1));  // Latin-1
  progress.decide("d.png", TileVerdict::Done, at(2));
  saveProgress(progress, folder / "progress.json");
  const AnnotationProgress loaded = loadProgress(folder / "progress.json");
  EXPECT_EQ(loaded.verdict("caf\xEF\xBF\xBD.png"), TileVerdict::Done);
  EXPECT_EQ(loaded.verdict("d.png"), TileVerdict::Done);
}

TEST(AnnotationProgress, IsAFileThatCanBeReadByEyes) {
  const TemporaryFolder folder;
  AnnotationProgress progress;
  progress.decide("a.png", TileVerdict::Done, at(61));
  saveProgress(progress, folder / "progress.json");
  EXPECT_EQ(readText(folder / "progress.json"), R"({
 "format": 1,
 "tiles": {
  "a.png": {
   "state": "done",
   "at": "2026-11-28T01:01:00Z"
  }
 }
}
)");
}

TEST(AnnotationProgress, ADamagedFileIsSaidToBeSo) {
  const TemporaryFolder folder;
  const auto file = folder / "progress.json";
  for (const char* text : {"", "{", "[]", R"({"format": 1})", R"({"format": 1, "tiles": {"a": {"state": "done"}}})",
                           R"({"format": 1, "tiles": {"a": {"state": "perhaps", "at": "2026-11-28T01:01:00Z"}}})",
                           R"({"format": 1, "tiles": {"a": {"state": "done", "at": "yesterday"}}})"}) {
    write(file, text);
    EXPECT_NE(whyNot(file).find("remove it to begin anew"), std::string::npos) << text << ": " << whyNot(file);
  }
  write(file, R"({"format": 2, "tiles": {}})");
  EXPECT_NE(whyNot(file).find("later version"), std::string::npos) << whyNot(file);
}

}  // namespace macadam
