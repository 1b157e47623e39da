#include "base/partial_folder.h"

#include "support/damage.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

namespace fs = std::filesystem;

TEST(PartialFolder, HasItsNameOnceItIsWhole) {
  const TemporaryFolder folder;
  PartialFolder partial(folder / "tiles/");
  writeBytes(partial.path() / "a.png", "a");
  EXPECT_FALSE(fs::exists(folder / "tiles"));
  partial.commit();
  EXPECT_EQ(readBytes(folder / "tiles/a.png"), "a");
  EXPECT_FALSE(fs::exists(folder / "tiles.partial"));
}

TEST(PartialFolder, LeavesNothingBehindWhenItIsGivenUp) {
  const TemporaryFolder folder;
  { writeBytes(PartialFolder(folder / "tiles").path() / "a.png", "a"); }
  EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST(PartialFolder, ClearsWhatAKilledWriterLeft) {
  const TemporaryFolder folder;
  fs::create_directories(folder / "tiles.partial/images");
  writeBytes(folder / "tiles.partial/images/half.png", "half");
  PartialFolder partial(folder / "tiles");
  EXPECT_TRUE(fs::is_empty(partial.path()));
}

TEST(PartialFolder, OfALivingWriterIsLeftAlone) {
  const TemporaryFolder folder;
  const PartialFolder first(folder / "tiles");
  writeBytes(first.path() / "a.png", "a");
  EXPECT_NE(errorOf([&] { PartialFolder second(folder / "tiles"); }).find("is being written by another process"),
            std::string::npos);
  EXPECT_TRUE(fs::exists(first.path() / "a.png"));
}

TEST(PartialFolder, DoesNotTakeThePlaceOfAFolderThatHoldsSomething) {
  const TemporaryFolder folder;
  fs::create_directories(folder / "tiles/images");
  EXPECT_NE(errorOf([&] { PartialFolder partial(folder / "tiles"); }).find("exists already and is not empty"),
            std::string::npos);
}

}  // namespace
}  // namespace macadam
