#include "labels/label_journal.h"

#include "support/damage.h"
#include "support/file_size_limit.h"
#include "support/read_only_folder.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sys/stat.h>

namespace macadam {
namespace {

namespace fs = std::filesystem;

JournalHeader headerOf(cv::Size size) {
  JournalHeader header{.id = "0123456789abcdef", .size = size, .base = "12-ab", .reading = "road=1", .picture = "9-cd"};
  header.sources.codeOf({.title = "teacher above 0.5", .run = "night"});
  return header;
}

/// One row of a picture of 40×40.
LabelStep stepAt(int row) {
  const LabelPlane before({40, 40}, {255, 0});
  LabelPlane after = before;
  after.paint(Region({{row, 3, 30}}), {1, 1});
  return {"Brush " + std::to_string(row), LabelEdit::between(before, after)};
}

std::vector<LabelRecord> someRecords() {
  return {stepAt(1),
          StepUndone{},
          StepRedone{},
          SourceAdded{{.title = "student", .threshold = 0.25}},
          PictureChanged{"10-ef"},
          stepAt(2)};
}

void write(const fs::path& file, const std::vector<LabelRecord>& records) {
  LabelJournal journal(file, headerOf({40, 40}));
  for (const LabelRecord& record : records) journal.append(record);
}

bool isBeginning(const std::vector<LabelRecord>& part, const std::vector<LabelRecord>& whole) {
  return part.size() <= whole.size() && std::equal(part.begin(), part.end(), whole.begin());
}

TEST(LabelJournal, IsReadBackAsItWasWritten) {
  const TemporaryFolder folder;
  write(folder / "labels/sub/a.journal", someRecords());
  const auto contents = readJournal(folder / "labels/sub/a.journal");
  ASSERT_TRUE(contents);
  EXPECT_EQ(contents->header, headerOf({40, 40}));
  EXPECT_EQ(contents->records, someRecords());
  EXPECT_EQ(contents->bytes, fs::file_size(folder / "labels/sub/a.journal"));
  EXPECT_EQ(contents->tail, "");
}

TEST(LabelJournal, HasNoFileBeforeItsFirstRecord) {
  const TemporaryFolder folder;
  LabelJournal journal(folder / "a.journal", headerOf({40, 40}));
  journal.waitUntilOnDisk();
  EXPECT_FALSE(fs::exists(folder / "a.journal"));
  journal.append(stepAt(1));
  EXPECT_EQ(readJournal(folder / "a.journal")->records.size(), 1U) << "with the system before it is on the disk";
  journal.waitUntilOnDisk();
}

TEST(LabelJournal, GoesOnWhereItEnds) {
  const TemporaryFolder folder;
  const fs::path file = folder / "a.journal";
  write(file, {stepAt(1)});
  {
    LabelJournal journal(file, *readJournal(file));
    EXPECT_EQ(journal.position(), 1U);
    journal.append(stepAt(2));
    EXPECT_EQ(journal.position(), 2U);
  }
  EXPECT_EQ(readJournal(file)->records, (std::vector<LabelRecord>{stepAt(1), stepAt(2)}));
}

TEST(LabelJournal, DoesNotGoOnBehindWhatAnotherWindowHasWrittenMeanwhile) {
  const TemporaryFolder folder;
  const fs::path file = folder / "a.journal";
  write(file, {stepAt(1)});
  const auto before = readJournal(file);
  LabelJournal(file, *before).append(stepAt(2));
  EXPECT_EQ(errorOf([&] { LabelJournal(file, *before); }),
            file.string() + " was written by another window while it was opened here; open the picture anew");
  EXPECT_EQ(readJournal(file)->records, (std::vector<LabelRecord>{stepAt(1), stepAt(2)}));
}

TEST(LabelJournal, OneThatCannotBeFlushedIsRefusedAndLeftToTheNextAttempt) {
  const TemporaryFolder folder;
  const fs::path pipe = folder / "a.journal";  // which can be locked, and not flushed
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  const JournalContents contents{.header = headerOf({40, 40})};
  for (int attempt = 0; attempt < 2; ++attempt) {
    EXPECT_EQ(errorOf([&] { LabelJournal(pipe, contents); }),
              pipe.string() + " cannot be flushed to the disk (Invalid argument); check the disk");
  }
}

TEST(LabelJournal, CutAnywhereKeepsEveryRecordBeforeTheCut) {
  const TemporaryFolder folder;
  const fs::path file = folder / "a.journal", cut = folder / "cut.journal";
  std::vector<LabelRecord> records;
  std::vector<std::uint64_t> ends{0};  // of the header, then of each record
  {
    LabelJournal journal(file, headerOf({40, 40}));
    for (const LabelRecord& record : someRecords()) {
      journal.append(record);
      ends.push_back(fs::file_size(file));
    }
  }
  ends.front() = ends[1] - encoded(someRecords().front()).size();
  const std::string bytes = readBytes(file);
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    writeBytes(cut, bytes.substr(0, length));
    const auto contents = readJournal(cut);
    ASSERT_EQ(contents.has_value(), length >= ends.front()) << length;
    if (!contents) continue;
    const auto whole = std::ranges::upper_bound(ends, length) - ends.begin() - 1;
    ASSERT_EQ(contents->records.size(), std::size_t(whole)) << length;
    ASSERT_TRUE(isBeginning(contents->records, someRecords())) << length;
    ASSERT_EQ(contents->bytes, ends[whole]);
    ASSERT_EQ(contents->tail, bytes.substr(ends[whole], length - ends[whole]));
  }
}

TEST(LabelJournal, AChangedBitIsNoticedAndWhatCameBeforeIsKept) {
  const TemporaryFolder folder;
  const fs::path file = folder / "a.journal", damaged = folder / "damaged.journal";
  write(file, someRecords());
  const std::string bytes = readBytes(file);
  for (std::size_t place = 0; place < bytes.size(); ++place) {
    for (const int change : {1 << place % 8, 0xFF}) {
      std::string changed = bytes;
      changed[place] = char(changed[place] ^ change);
      writeBytes(damaged, changed);
      std::optional<JournalContents> contents;
      const std::string refused = errorOf([&] { contents = readJournal(damaged); });
      ASSERT_TRUE(refused.empty() || refused.find("newer Macadam") != std::string::npos) << place;
      if (!contents) continue;
      ASSERT_LE(contents->bytes, place);
      ASSERT_LT(contents->records.size(), someRecords().size()) << place;
      ASSERT_TRUE(isBeginning(contents->records, someRecords())) << place;
    }
  }
}

TEST(LabelJournal, ATailOfZerosIsNoRecord) {
  const TemporaryFolder folder;
  const fs::path file = folder / "a.journal";
  write(file, {stepAt(1)});
  std::ofstream(file, std::ios::binary | std::ios::app) << std::string(4096, '\0');
  EXPECT_EQ(readJournal(file)->records.size(), 1U);
  EXPECT_EQ(readJournal(file)->tail.size(), 4096U);
}

TEST(LabelJournal, ADamagedTailIsCutOffAndKeptBeside) {
  const TemporaryFolder folder;
  const fs::path file = folder / "a.journal";
  write(file, {stepAt(1)});
  const std::string whole = readBytes(file);
  for (const char* tail : {"torn", "again"}) {
    std::ofstream(file, std::ios::binary | std::ios::app) << tail;
    LabelJournal(file, *readJournal(file)).append(StepUndone{});
  }
  EXPECT_EQ(readBytes(folder / "a.journal.damaged"), "torn");
  EXPECT_EQ(readBytes(folder / "a.journal.damaged-2"), "again");
  EXPECT_EQ(readJournal(file)->records, (std::vector<LabelRecord>{stepAt(1), StepUndone{}, StepUndone{}}));
}

TEST(LabelJournal, OfANewerMacadamIsLeftAlone) {
  const TemporaryFolder folder;
  writeBytes(folder / "a.journal", "macadam labels journal 2\nwhatever");
  EXPECT_NE(errorOf([&] { readJournal(folder / "a.journal"); }).find("newer Macadam (macadam labels journal 2)"),
            std::string::npos);
}

TEST(LabelJournal, WhatAFullDiskRefusedIsWrittenWithTheNextRecord) {
  const TemporaryFolder folder;
  const fs::path file = folder / "a.journal";
  LabelJournal journal(file, headerOf({40, 40}));
  journal.append(stepAt(1));
  journal.waitUntilOnDisk();
  const std::string before = readBytes(file);
  {
    const FileSizeLimit full(before.size() + 7);
    journal.append(stepAt(2));
    ASSERT_TRUE(journal.problem());
    EXPECT_EQ(journal.problem()->where, file.string());
    EXPECT_EQ(journal.problem()->what, "cannot be written (File too large)");
    EXPECT_EQ(journal.problem()->remedy,
              "free some disk space; what was drawn since is kept in memory and written with the next step");
    EXPECT_EQ(readBytes(file), before) << "no part of a record stays";
    EXPECT_FALSE(errorOf([&] { journal.waitUntilOnDisk(); }).empty());
  }
  journal.append(stepAt(3));
  EXPECT_FALSE(journal.problem());
  journal.waitUntilOnDisk();
  EXPECT_EQ(readJournal(file)->records, (std::vector<LabelRecord>{stepAt(1), stepAt(2), stepAt(3)}));
}

TEST(LabelJournal, WaitingTriesAgainWhatHasFailed) {
  const TemporaryFolder folder;
  LabelJournal journal(folder / "labels/a.journal", headerOf({40, 40}));
  writeBytes(folder / "labels", "a file in the place of the folder");
  journal.append(stepAt(1));
  ASSERT_TRUE(journal.problem());
  EXPECT_NE(errorOf([&] { journal.waitUntilOnDisk(); }).find("labels/a.journal"), std::string::npos);
  fs::remove(folder / "labels");
  journal.waitUntilOnDisk();
  EXPECT_FALSE(journal.problem());
  EXPECT_EQ(readJournal(folder / "labels/a.journal")->records.size(), 1U);
}

TEST(LabelJournal, AReadOnlyFolderIsNamedWithWhatToDo) {
  const TemporaryFolder folder;
  fs::create_directory(folder / "labels");
  LabelJournal journal(folder / "labels/a.journal", headerOf({40, 40}));
  {
    const ReadOnlyFolder locked(folder.path(), folder / "labels");
    journal.append(stepAt(1));
    ASSERT_TRUE(journal.problem());
    EXPECT_EQ(describe(*journal.problem()),
              (folder / "labels/a.journal").string() +
                  " cannot be written (Permission denied); make the folder writable; what was drawn since is kept in "
                  "memory and written with the next step");
  }
  journal.append(stepAt(2));
  EXPECT_FALSE(journal.problem());
  EXPECT_EQ(readJournal(folder / "labels/a.journal")->records.size(), 2U);
}

TEST(LabelJournal, AFileThatWasRemovedMeanwhileIsReported) {
  const TemporaryFolder folder;
  LabelJournal journal(folder / "a.journal", headerOf({40, 40}));
  journal.append(stepAt(1));
  fs::remove(folder / "a.journal");
  journal.append(stepAt(2));
  ASSERT_TRUE(journal.problem());
  EXPECT_EQ(journal.problem()->what, "has been removed while its picture was open");
}

}  // namespace
}  // namespace macadam
