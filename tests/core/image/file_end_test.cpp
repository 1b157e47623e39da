#include "image/file_end.h"

#include "data/dataset.h"
#include "support/picture_files.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace macadam {
namespace {

namespace fs = std::filesystem;

void cutInHalf(const fs::path& file) {
  fs::resize_file(file, fs::file_size(file) / 2);
}

TEST(FileEnd, IsMissingWhereAPictureWasCutShort) {
  const TemporaryFolder folder;
  for (const char* name : {"a.png", "a.jpg"}) {
    writeImage(folder / name);
    EXPECT_TRUE(hasItsEnd(folder / name)) << name;
    std::ofstream(folder / name, std::ios::app) << std::string(10'000, 'x');
    EXPECT_TRUE(hasItsEnd(folder / name)) << name << " with more behind it";
    writeImage(folder / name);
    cutInHalf(folder / name);
    EXPECT_FALSE(hasItsEnd(folder / name)) << name;
  }
}

TEST(FileEnd, IsNotAskedOfOtherFiles) {
  const TemporaryFolder folder;
  std::ofstream(folder / "a.tif") << "II*";
  std::ofstream(folder / "empty.png");
  EXPECT_TRUE(hasItsEnd(folder / "a.tif"));
  EXPECT_TRUE(hasItsEnd(folder / "empty.png"));
  EXPECT_TRUE(hasItsEnd(folder / "missing.png"));
}

TEST(FileEnd, KeepsAPictureThatWasCutShortOutOfTheDataSet) {
  const TemporaryFolder folder;
  for (const char* name : {"a.png", "b.png", "c.png"}) {
    writeImage(folder / "images" / name);
    writeRoadMask(folder / "masks" / name, 16);
  }
  cutInHalf(folder / "images" / "b.png");
  cutInHalf(folder / "masks" / "c.png");
  const Dataset dataset = openDataset(folder.path(), 64);
  ASSERT_EQ(dataset.samples.size(), 2U);
  EXPECT_TRUE(dataset.samples[0].hasMask());
  EXPECT_FALSE(dataset.samples[1].hasMask()) << "its mask is none any more";
  ASSERT_EQ(dataset.problems.size(), 2U);
  EXPECT_EQ(dataset.problems[0].what, "ends too early");
}

}  // namespace
}  // namespace macadam
