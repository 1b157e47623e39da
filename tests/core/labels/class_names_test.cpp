#include "labels/class_names.h"

#include "support/temporary_folder.h"
#include "support/text_file.h"

#include <gtest/gtest.h>

namespace macadam {

TEST(ClassNames, ALabelmapGivesColoursAndWhereItHasNoneThoseOfPascalVoc) {
  const TemporaryFolder root;
  std::filesystem::create_directories(root / "SegmentationClass");
  appendText(root / "labelmap.txt",
             "# label:color_rgb:parts:actions\r\nbackground:0,0,0::\r\nroad:128,64,128::\r\nwater:::\r\n");
  const auto names = classNamesFor(root / "SegmentationClass", root.path());
  ASSERT_EQ(names.size(), 3u);
  EXPECT_EQ(names[1].name, "road");
  EXPECT_EQ(names[1].values, (std::vector<MaskValue>{{0x804080, true}}));
  EXPECT_EQ(names[2].values, (std::vector<MaskValue>{{0x008000, true}}));  // VOC's class 2
}

TEST(ClassNames, AListOfValuesAndClassesIsReadToo) {
  const TemporaryFolder root;
  std::filesystem::create_directories(root / "train");
  appendText(root / "train/_classes.csv", "Pixel Value, Class\n0, background\n1, road\n");
  const auto names = classNamesFor(root / "train", root.path());
  ASSERT_EQ(names.size(), 2u);
  EXPECT_EQ(names[1].name, "road");
  EXPECT_EQ(names[1].values, (std::vector<MaskValue>{{1, false}}));
}

TEST(ClassNames, NoneAreFoundAboveTheDataSet) {
  const TemporaryFolder root;
  std::filesystem::create_directories(root / "set/masks");
  appendText(root / "labelmap.txt", "road:128,64,128::\n");
  EXPECT_TRUE(classNamesFor(root / "set/masks", root / "set").empty());
}

}  // namespace macadam
