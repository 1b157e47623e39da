#include "support/layout_checks.h"
#include "support/picture_files.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"

#include <gtest/gtest.h>

#include <string>

namespace macadam {

TEST(ListLayouts, Lists) {
  const TemporaryFolder root;
  for (const char* name : {"a", "b", "c d", "e"}) writeImage(root / ("pictures/" + std::string(name) + ".png"));
  writeRoadMask(root / "m/a.png", 8);
  writeRoadMask(root / "m/c d.png", 8);
  appendText(root / "labeled.txt", "# comment\npictures/a.png m/a.png\n\n");
  appendText(root / "unlabeled.txt", "pictures/b.png\npictures/a.png\npictures/gone.png\n");
  appendText(root / "val.txt", "pictures/c d.png m/c d.png\r\n");
  const Dataset dataset = openDataset(root.path(), kTile);
  EXPECT_EQ(dataset.layout, "lists");
  ASSERT_EQ(idsOf(dataset), (Ids{"pictures/a.png", "pictures/b.png", "pictures/c d.png"}));
  EXPECT_EQ(dataset.samples[0].origin, Origin::Labelled);
  EXPECT_EQ(dataset.samples[1].origin, Origin::Unlabelled);
  EXPECT_EQ(dataset.samples[2].origin, Origin::Validation);
  EXPECT_TRUE(dataset.samples[2].hasMask());
  EXPECT_TRUE(reports(dataset, root / "pictures/a.png", "is in labeled.txt and again in unlabeled.txt"));
  EXPECT_TRUE(reports(dataset, root / "unlabeled.txt", "line 3, pictures/gone.png, names no picture that is there"));
}

namespace {

struct Line {
  const char* text;
  const char* what;
};

class ListLine : public testing::TestWithParam<Line> {};

}  // namespace

/// The images of two subsets have one name, so that it matters which one is meant.
TEST_P(ListLine, NamesTheImageInVal) {
  const TemporaryFolder root;
  for (const char* subset : {"train", "val"}) {
    writeImage(root / ("data/images/" + std::string(subset) + "/t 1.png"));
    writeRoadMask(root / ("data/masks/" + std::string(subset) + "/t 1.png"), 8);
  }
  std::string text = GetParam().text;
  if (const auto at = text.find("ROOT"); at != std::string::npos) text.replace(at, 4, (root / "data").string());
  appendText(root / "data/test.txt", text + "\n");
  const Dataset dataset = openDataset(root / "data", kTile);
  ASSERT_EQ(idsOf(dataset), (Ids{"images/train/t 1.png", "images/val/t 1.png"})) << GetParam().what;
  EXPECT_TRUE(dataset.problems.empty()) << describe(dataset.problems.front());
  EXPECT_EQ(dataset.samples[0].origin, Origin::Training);
  EXPECT_EQ(dataset.samples[1].origin, Origin::Test);
  EXPECT_EQ(dataset.samples[1].mask, root / "data/masks/val/t 1.png");
}

INSTANTIATE_TEST_SUITE_P(ListLayouts, ListLine,
                         testing::Values(Line{"images/val/t 1.png masks/val/t 1.png", "plain"},
                                         Line{"images/val/t 1.png masks/val/t 1.png\r", "a line end of Windows"},
                                         Line{"\xef\xbb\xbfimages/val/t 1.png masks/val/t 1.png", "a byte order mark"},
                                         Line{"images/val/t 1.png\tmasks/val/t 1.png", "a tab"},
                                         Line{"images/val/t 1.png, masks/val/t 1.png", "a comma"},
                                         Line{"\"images/val/t 1.png\",\"masks/val/t 1.png\"", "quotes"},
                                         Line{"images\\val\\t 1.png masks\\val\\t 1.png", "slashes of Windows"},
                                         Line{"ROOT/images/val/t 1.png", "an absolute path"},
                                         Line{"/elsewhere/set/images/val/t 1.png /elsewhere/set/masks/val/t 1.png",
                                              "another machine's path"},
                                         Line{"/images/val/t 1.png /masks/val/t 1.png", "CamVid's paths"},
                                         Line{"data/images/val/t 1.png data/masks/val/t 1.png",
                                              "a path from the folder above"},
                                         Line{"val/t 1", "a bare id with its folder"}));

TEST(ListLayouts, BareIdsAreFoundInTheFolderOfTheirSubset) {
  const TemporaryFolder root;
  for (const char* id : {"train/1", "val/1", "train/2"}) {
    writeImage(root / ("images/" + std::string(id) + ".jpg"));
    writeRoadMask(root / ("masks/" + std::string(id) + ".png"), 8);
  }
  appendText(root / "val.txt", "1\n2.jpg\n");
  const Dataset dataset = openDataset(root.path(), kTile);
  EXPECT_EQ(idsOf(dataset), (Ids{"images/train/1.jpg", "images/train/2.jpg", "images/val/1.jpg"}));
  EXPECT_EQ(dataset.samples[0].origin, Origin::Training);
  EXPECT_EQ(dataset.samples[1].origin, Origin::Validation);
  EXPECT_EQ(dataset.samples[2].origin, Origin::Validation);
}

TEST(ListLayouts, ListsSayWhereSamplesBelongAndNothingElse) {
  const TemporaryFolder root;
  for (const char* subset : {"train", "valid"}) {
    for (const char* name : {"1", "2"}) {
      writeImage(root / (std::string(subset) + "/sat/" + subset + name + ".tiff"));
      writeRoadMask(root / (std::string(subset) + "/map/" + subset + name + ".tif"), 8);
    }
  }
  const Dataset before = openDataset(root.path(), kTile);
  appendText(root / "test.txt", "valid/sat/valid1.tiff valid/map/valid1.tif\n");
  appendText(root / "labeled.txt", "train/sat/train2.tiff train/map/train2.tif\n");
  const Dataset dataset = openDataset(root.path(), kTile);
  EXPECT_EQ(dataset.layout, "Massachusetts roads");
  ASSERT_EQ(idsOf(dataset), idsOf(before));
  const Origin origins[] = {Origin::Training, Origin::Labelled, Origin::Test, Origin::Validation};
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(dataset.samples[i].origin, origins[i]) << i;
    EXPECT_EQ(dataset.samples[i].maskRule, before.samples[i].maskRule);
    EXPECT_TRUE(dataset.samples[i].maskRule.blankWhiteImageIsIgnored);
  }
}

TEST(ListLayouts, AnImageAsItsOwnMaskIsAProblem) {
  const TemporaryFolder root;
  writeImage(root / "t.png");
  appendText(root / "train.txt", "t.png t.png\n");
  const Dataset dataset = openDataset(root.path(), kTile);
  EXPECT_FALSE(dataset.samples.at(0).hasMask());
  EXPECT_TRUE(reports(dataset, root / "train.txt", "line 1, t.png t.png, names an image as its own mask"));
}

TEST(ListLayouts, ListsInUtf16AreRefusedByName) {
  const TemporaryFolder root;
  writeImage(root / "images/t.png");
  writeRoadMask(root / "masks/t.png", 8);
  appendText(root / "train.txt", std::string("\xff\xfet\0.\0p\0n\0g\0", 12));
  EXPECT_TRUE(reports(openDataset(root.path(), kTile), root / "train.txt", "is written in UTF-16"));
}

}  // namespace macadam
