#include "runs/run_notes.h"

#include "base/error.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"

#include <gtest/gtest.h>

namespace macadam {

TEST(RunNotes, ComeBackAsTheyWereWritten) {
  const TemporaryFolder folder;
  const RunFolder run = createRun(folder.path(), "demo", "");
  const RunNotes notes{.tags = {"baseline", "for \"table 2\""}, .note = "Second try,\nwith more roads – 1:4"};
  saveNotes(notes, run);
  EXPECT_EQ(loadNotes(run), notes);
}

TEST(RunNotes, AreReadableWithoutMacadam) {
  const TemporaryFolder folder;
  const RunFolder run = createRun(folder.path(), "demo", "");
  saveNotes({.tags = {"a", "b"}, .note = "good"}, run);
  EXPECT_EQ(readText(notesFile(run)), "tags = [\"a\", \"b\"]\nnote = \"good\"\n");
}

TEST(RunNotes, ATitleNamesARunWhoseFolderKeepsItsName) {
  const TemporaryFolder folder;
  const RunFolder run = createRun(folder.path(), "demo", "");
  EXPECT_EQ(titleOf(run), run.name());
  saveNotes({.title = "the one with more roads"}, run);
  EXPECT_EQ(titleOf(run), "the one with more roads");
  EXPECT_EQ(readText(notesFile(run)), "title = \"the one with more roads\"\ntags = []\nnote = \"\"\n");
  appendText(notesFile(run), "oops");
  EXPECT_EQ(titleOf(run), run.name()) << "notes that cannot be read keep nobody from the run";
}

TEST(RunNotes, LeaveNoFileWhenNothingIsWritten) {
  const TemporaryFolder folder;
  const RunFolder run = createRun(folder.path(), "demo", "");
  EXPECT_EQ(loadNotes(run), RunNotes{});
  saveNotes({.note = "x"}, run);
  saveNotes({}, run);
  EXPECT_FALSE(std::filesystem::exists(notesFile(run)));
}

TEST(RunNotes, SayWhereTheyCannotBeUnderstood) {
  const TemporaryFolder folder;
  const RunFolder run = createRun(folder.path(), "demo", "");
  appendText(notesFile(run), "note = \"fine\"\ntags = oops\n");
  try {
    loadNotes(run);
    FAIL() << "understood";
  } catch (const Error& error) {
    EXPECT_EQ(error.problems().front().where, notesFile(run).string() + ":2");
  }
}

TEST(RunNotes, TagsAreTypedWithCommas) {
  EXPECT_EQ(tagsFromText("  baseline ,512 px,, baseline"), (std::vector<std::string>{"baseline", "512 px"}));
  EXPECT_EQ(tagsFromText(" , "), std::vector<std::string>{});
  EXPECT_EQ(toText(std::vector<std::string>{"baseline", "512 px"}), "baseline, 512 px");
}

}  // namespace macadam
