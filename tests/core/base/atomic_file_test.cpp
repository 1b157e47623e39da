#include "base/atomic_file.h"

#include "base/error.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace macadam {
namespace {

std::string contents(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace

TEST(AtomicFile, ReplacesTheTargetOnCommit) {
  const TemporaryFolder folder;
  writeTextAtomically(folder / "a.txt", "old");
  writeTextAtomically(folder / "a.txt", "new");
  EXPECT_EQ(contents(folder / "a.txt"), "new");
}

TEST(AtomicFile, WithoutCommitLeavesTheTargetAndNoRubbish) {
  const TemporaryFolder folder;
  writeTextAtomically(folder / "a.txt", "old");
  { AtomicFile(folder / "a.txt").write("half"); }
  EXPECT_EQ(contents(folder / "a.txt"), "old");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

TEST(AtomicFile, NamesTheFileWhenTheFolderIsMissing) {
  try {
    writeTextAtomically("/nonexistent-folder/a.txt", "x");
    FAIL() << "wrote into a missing folder";
  } catch (const Error& error) {
    EXPECT_EQ(error.problems().front().where, "/nonexistent-folder/a.txt");
    EXPECT_EQ(error.problems().front().remedy, "create its folder first");
  }
}

TEST(AtomicFile, WhatKilledWritersLeftCanBeRemovedAndNothingElse) {
  const TemporaryFolder folder;
  for (const char* name :
       {"last.safetensors", "last.safetensors.tmp-4711-0", "best.safetensors.tmp-12-345", "my.tmp-notes"}) {
    writeTextAtomically(folder / name, "x");
  }
  removeTemporaryFiles(folder.path());
  EXPECT_TRUE(std::filesystem::exists(folder / "last.safetensors"));
  EXPECT_TRUE(std::filesystem::exists(folder / "my.tmp-notes"));
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 2);
  removeTemporaryFiles(folder / "missing");
}

TEST(AtomicFile, WhatALivingWriterHoldsIsNoLeftover) {
  const TemporaryFolder folder;
  AtomicFile file(folder / "a.txt");
  file.write("whole");
  removeTemporaryFiles(folder.path());
  file.commit();
  EXPECT_EQ(contents(folder / "a.txt"), "whole");

  writeTextAtomically(folder / "picture.tif.tmp-4711-0", "written by a library");
  {
    WriterMark mark, other;
    EXPECT_TRUE(mark.set(folder / "picture.tif.tmp-4711-0"));
    EXPECT_FALSE(other.set(folder / "picture.tif.tmp-4711-0"));
    removeTemporaryFiles(folder.path());
    EXPECT_TRUE(std::filesystem::exists(folder / "picture.tif.tmp-4711-0"));
  }
  removeTemporaryFiles(folder.path());
  EXPECT_FALSE(std::filesystem::exists(folder / "picture.tif.tmp-4711-0"));
}

}  // namespace macadam
