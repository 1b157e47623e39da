#include "image/file_version.h"

#include "support/temporary_folder.h"
#include "support/text_file.h"

#include <gtest/gtest.h>

#include <set>

namespace macadam {

TEST(FileVersion, ChangesWithTheFileAndWithEachFileBesideIt) {
  const TemporaryFolder folder;
  appendText(folder / "a.tif", "x");
  std::set<std::string> versions{versionOf(folder / "a.tif")};
  for (const char* name : {"a.tif", "a.tif.msk", "a.tif.aux.xml", "a.tif.ovr", "a.tfw", "a.wld", "a.tif.msk"}) {
    appendText(folder / name, "y");
    EXPECT_TRUE(versions.insert(versionOf(folder / "a.tif")).second) << name;
    EXPECT_EQ(versionOf(folder / "a.tif"), versionOf(folder / "a.tif"));
  }
  appendText(folder / "b.tif.msk", "y");
  EXPECT_FALSE(versions.insert(versionOf(folder / "a.tif")).second);
  EXPECT_EQ(versionOf(folder / "missing.tif"), "");
}

}  // namespace macadam
