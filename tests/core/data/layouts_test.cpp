#include "image/image_store.h"
#include "image/png.h"
#include "support/layout_checks.h"
#include "support/picture_files.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"

#include <gtest/gtest.h>

namespace macadam {

TEST(Layouts, PlainFlat) {
  const TemporaryFolder root;
  writeImage(root / "images/a.jpg");
  writeImage(root / "images/b.png");
  writeRoadMask(root / "masks/a.png", 8);
  const Dataset dataset = openDataset(root.path(), kTile);
  EXPECT_EQ(dataset.layout, "images and masks");
  EXPECT_EQ(idsOf(dataset), (Ids{"images/a.jpg", "images/b.png"}));
  EXPECT_TRUE(dataset.samples[0].hasMask());
  EXPECT_FALSE(dataset.samples[1].hasMask());
  EXPECT_TRUE(dataset.problems.empty());
  EXPECT_EQ(dataset.find("images/b.png"), &dataset.samples[1]);
  EXPECT_EQ(dataset.find("images/c.png"), nullptr);
}

TEST(Layouts, PlainWithSubsets) {
  const TemporaryFolder root;
  for (const char* subset : {"train", "val", "test"}) {
    writeImage(root / (std::string(subset) + "/images/" + subset + "_0_0.png"));
    writeRoadMask(root / (std::string(subset) + "/masks/" + subset + "_0_0.png"), 8);
  }
  const Dataset dataset = openDataset(root.path(), kTile);
  ASSERT_EQ(idsOf(dataset), (Ids{"test/images/test_0_0.png", "train/images/train_0_0.png", "val/images/val_0_0.png"}));
  EXPECT_EQ(dataset.samples[0].origin, Origin::Test);
  EXPECT_EQ(dataset.samples[1].origin, Origin::Training);
  EXPECT_EQ(dataset.samples[2].origin, Origin::Validation);
  EXPECT_EQ(dataset.samples[2].scene, "val");
}

TEST(Layouts, RoadNetAsPublished) {
  const TemporaryFolder root;
  writeImage(root / "1/Ottawa-1.tif", 80, 40);
  writePng(root / "1/segmentation.png", cv::Mat(40, 80, CV_8UC3, cv::Scalar(255, 0, 0)));
  writeImage(root / "1/edge.png", 80, 40);
  writeImage(root / "2/Ottawa-2.tif");
  const Dataset dataset = openDataset(root.path(), kTile);
  EXPECT_EQ(dataset.layout, "RoadNet");
  EXPECT_EQ(idsOf(dataset),
            (Ids{"1/Ottawa-1.tif#0,0", "1/Ottawa-1.tif#0,8", "1/Ottawa-1.tif#32,0", "1/Ottawa-1.tif#32,8",
                 "1/Ottawa-1.tif#48,0", "1/Ottawa-1.tif#48,8", "2/Ottawa-2.tif"}));
  EXPECT_EQ(toText(dataset.samples[0].maskRule.values), "road=#ff0000; background=#ffffff");
  EXPECT_EQ(dataset.samples[5].scene, "1/Ottawa-1.tif");
  EXPECT_EQ(dataset.samples[5].window, (Window{48, 8, 32, 32}));
  EXPECT_EQ(roadShare(decode(dataset.samples[5]).mask), 1.0);
  EXPECT_FALSE(dataset.samples[6].hasMask());
}

TEST(Layouts, RoadNetPreparedInEitherCoding) {
  const TemporaryFolder root;
  writeImage(root / "red/train_image/1.png");
  writeImage(root / "grey/test_image/1.png");
  cv::Mat segment(32, 32, CV_8UC3, cv::Scalar::all(255));
  segment.rowRange(0, 8).setTo(cv::Scalar(0, 0, 255));
  writePicture(root / "red/train_segment/1.png", segment);
  writeRoadMask(root / "grey/test_segment/1.png", 16);
  const Dataset red = openDataset(root / "red", kTile);
  EXPECT_EQ(red.layout, "RoadNet, prepared tiles");
  EXPECT_EQ(red.samples.at(0).origin, Origin::Training);
  EXPECT_EQ(roadShare(decode(red.samples[0]).mask), 0.25);
  const Dataset grey = openDataset(root / "grey", kTile);
  EXPECT_EQ(grey.samples.at(0).origin, Origin::Test);
  EXPECT_EQ(roadShare(decode(grey.samples[0]).mask), 0.5);
}

TEST(Layouts, MassachusettsInBothForms) {
  const TemporaryFolder root;
  writeImage(root / "published/train/sat/10078660_15.tiff");
  writeRoadMask(root / "published/train/map/10078660_15.tif", 8);
  writeImage(root / "published/valid/sat/10228675_15.tiff");
  writeRoadMask(root / "published/valid/map/10228675_15.tif", 8);
  writeImage(root / "repacked/tiff/train/10078660_15.tiff");
  writeRoadMask(root / "repacked/tiff/train_labels/10078660_15.tif", 8);
  writeImage(root / "repacked/tiff/val/10228675_15.tiff");
  writeRoadMask(root / "repacked/tiff/val_labels/10228675_15.tif", 8);
  for (const char* form : {"published", "repacked"}) {
    const Dataset dataset = openDataset(root / form, kTile);
    EXPECT_EQ(dataset.layout, "Massachusetts roads");
    ASSERT_EQ(dataset.samples.size(), 2u);
    EXPECT_EQ(dataset.samples[0].origin, Origin::Training);
    EXPECT_EQ(dataset.samples[1].origin, Origin::Validation);
    EXPECT_TRUE(dataset.samples[0].hasMask());
    EXPECT_TRUE(dataset.samples[0].maskRule.blankWhiteImageIsIgnored);
    EXPECT_TRUE(dataset.problems.empty());
  }
}

TEST(Layouts, DeepGlobeAndChn6Cug) {
  const TemporaryFolder root;
  writeImage(root / "train/104_sat.jpg");
  writeRoadMask(root / "train/104_mask.png", 8);
  writeImage(root / "train/images/am1_sat.jpg");
  writeRoadMask(root / "train/gt/am1_mask.png", 8);
  writeImage(root / "valid/7_sat.jpg");
  std::filesystem::rename(root / "train/images", root / "train/pictures");
  const Dataset dataset = openDataset(root.path(), kTile);
  EXPECT_EQ(dataset.layout, "DeepGlobe, CHN6-CUG");
  EXPECT_EQ(idsOf(dataset), (Ids{"train/104_sat.jpg", "train/pictures/am1_sat.jpg", "valid/7_sat.jpg"}));
  EXPECT_TRUE(dataset.samples[0].hasMask());
  EXPECT_TRUE(dataset.samples[1].hasMask());
  EXPECT_FALSE(dataset.samples[2].hasMask());
  EXPECT_EQ(dataset.samples[2].origin, Origin::Validation);
}

TEST(Layouts, Chn6CugKeepsItsMasksInGt) {
  const TemporaryFolder root;
  writeImage(root / "train/images/am1_sat.jpg");
  writeRoadMask(root / "train/gt/am1_mask.png", 8);
  const Dataset dataset = openDataset(root.path(), kTile);
  ASSERT_EQ(dataset.samples.size(), 1u);
  EXPECT_TRUE(dataset.samples[0].hasMask());
}

TEST(Layouts, ImagesAloneAreUnlabelledAlsoInsideAWrapperFolder) {
  const TemporaryFolder root;
  writeImage(root / "archive/x/1.jpg");
  writeImage(root / "archive/x/2.JPG");
  writeImage(root / "archive/x/.hidden.png");
  const Dataset dataset = openDataset(root.path(), kTile);
  EXPECT_EQ(dataset.layout, "images without masks");
  EXPECT_EQ(idsOf(dataset), (Ids{"archive/x/1.jpg", "archive/x/2.JPG"}));
  EXPECT_FALSE(dataset.samples[0].hasMask());
  EXPECT_TRUE(reports(dataset, root.path(), "pairs no image with a mask: found were archive/x/ (2 pictures: 1.jpg, "));
}

TEST(Layouts, EveryProblemIsNamedAndTheRestStaysUsable) {
  const TemporaryFolder root;
  for (const char* name : {"good.png", "wide.png", "twice.jpg", "twice.png", "torn-mask.png"})
    writeImage(root / "images" / name);
  appendText(root / "images/broken.png", "nothing");
  writeRoadMask(root / "masks/good.png", 8);
  writeRoadMask(root / "masks/wide.png", 8, 40, 32);
  writeRoadMask(root / "masks/orphan.png", 8);
  appendText(root / "masks/torn-mask.png", "nothing");
  std::filesystem::create_directories(root / "val/images");
  const Dataset dataset = openDataset(root.path(), kTile);
  EXPECT_EQ(idsOf(dataset), (Ids{"images/good.png", "images/torn-mask.png", "images/twice.jpg", "images/wide.png"}));
  EXPECT_EQ(dataset.problems.size(), 6u);
  EXPECT_TRUE(reports(dataset, root / "masks/wide.png", "is 40×32, its image 32×32"));
  EXPECT_TRUE(reports(dataset, root / "images/broken.png", "cannot be read"));
  EXPECT_TRUE(reports(dataset, root / "masks/torn-mask.png", "cannot be read"));
  EXPECT_EQ(dataset.samples[1].refusedMask, root / "masks/torn-mask.png");
  EXPECT_TRUE(reports(dataset, root / "masks/orphan.png", "belongs to no image"));
  EXPECT_TRUE(reports(dataset, root / "images/twice.png", "same stem as twice.jpg"));
  EXPECT_TRUE(reports(dataset, root / "val/images", "holds no images"));
}

namespace {

struct Convention {
  const char* image;
  const char* mask;
  Origin origin = Origin::Unassigned;
};

class FolderConvention : public testing::TestWithParam<Convention> {};

}  // namespace

TEST_P(FolderConvention, PairsImageAndMask) {
  const TemporaryFolder root;
  writeImage(root / GetParam().image);
  writeRoadMask(root / GetParam().mask, 8);
  const Dataset dataset = openDataset(root.path(), kTile);
  ASSERT_EQ(idsOf(dataset), (Ids{GetParam().image}));
  EXPECT_EQ(dataset.samples[0].mask, root / GetParam().mask);
  EXPECT_EQ(dataset.samples[0].origin, GetParam().origin);
  EXPECT_TRUE(dataset.problems.empty()) << describe(dataset.problems.front());
}

INSTANTIATE_TEST_SUITE_P(
    Layouts, FolderConvention,
    testing::Values(Convention{"Images/t.png", "Masks/t.png"}, Convention{"images/t.png", "labels/t.png"},
                    Convention{"img/t.JPG", "gt/t.PNG"}, Convention{"JPEGImages/t.jpg", "SegmentationClass/t.png"},
                    Convention{"imgs/Tile01.TIF", "annotations/tile01.tif"},
                    Convention{"images/train/t.png", "masks/train/t.png", Origin::Training},
                    Convention{"img_dir/val/t.png", "ann_dir/val/t.png", Origin::Validation},
                    Convention{"Test/Urban/images_png/t.png", "Test/Urban/masks_png/t.png", Origin::Test},
                    Convention{"train_images/t.png", "train_masks/t.png", Origin::Training},
                    Convention{"x_train/t.png", "y_train/t.png", Origin::Training},
                    Convention{"train/t.png", "trainannot/t.png", Origin::Training},
                    Convention{"image_RGB/t.png", "label_5classes/t_label.png"},
                    Convention{"top/top_area1.png", "ground truth/top_area1.png"},
                    Convention{"2_Ortho_RGB/top_2_10_RGB.png", "5_Labels_all/top_2_10_label.png"},
                    Convention{"a/Data Set/Images/t.png", "a/Data Set/Masks/t.png"},
                    Convention{"region/aachen/images/t.png", "region/aachen/labels/t.png"},
                    Convention{"images/t.png", "masks/val/t.png", Origin::Validation},
                    Convention{"images/val/t.png", "masks/t.png", Origin::Validation},
                    Convention{"t.png", "masks/t.png"}, Convention{"t.png", "t_mask.png"},
                    Convention{"t.png", "t_gt.png"}, Convention{"images/t.png", "masks/t_mask.png"},
                    Convention{"images/img_001.jpg", "labels/label_001.png"},
                    Convention{"leftImg8bit/train/ulm/ulm_0_19_leftImg8bit.png",
                               "gtFine/train/ulm/ulm_0_19_gtFine_labelIds.png", Origin::Training},
                    Convention{"street_json/img.png", "street_json/label.png"}));

TEST(Layouts, FoldersWithoutACommonNameSayWhatWasFound) {
  const TemporaryFolder root;
  for (const char* name : {"a", "b", "c"}) writeImage(root / "images" / (std::string(name) + ".png"));
  for (const char* name : {"x", "y", "z"}) writeRoadMask(root / "labels" / (std::string(name) + ".png"), 8);
  const Dataset dataset = openDataset(root.path(), kTile);
  EXPECT_EQ(dataset.samples.size(), 3u);
  ASSERT_EQ(dataset.problems.size(), 1u);
  EXPECT_TRUE(reports(dataset, root.path(),
                      "found were images/ (3 pictures: a.png, b.png, …), labels/ (3 pictures: x.png, y.png, …)"));
}

TEST(Layouts, OfTwoFoldersOfMasksTheMoreUsualNameCounts) {
  const TemporaryFolder root;
  writeImage(root / "images/t.png");
  writeRoadMask(root / "gt/t.png", 8);
  writeRoadMask(root / "masks/t.png", 8);
  const Dataset dataset = openDataset(root.path(), kTile);
  EXPECT_EQ(dataset.samples.at(0).mask, root / "masks/t.png");
  EXPECT_TRUE(reports(dataset, root / "gt", "holds 1 picture (t.png), left out"));
}

TEST(Layouts, WhatIsPassedOverIsNamed) {
  const TemporaryFolder root;
  writeImage(root / "images/t.png");
  writeRoadMask(root / "masks/t.png", 8);
  writeImage(root / "raw/t.png");
  for (const char* name : {"roads.geojson", "b.geojson", "images/t.pgw", "Thumbs.db"}) appendText(root / name, "x");
  EXPECT_EQ(openDataset(root.path(), kTile).passedOver,
            (Ids{"1 picture in raw/ (t.png)",
                 "2 .geojson files, whose outlines are not read: burn them into masks (b.geojson, roads.geojson)"}));
}

TEST(Layouts, NnUNetNumbersImagesAndNotTheirMasks) {
  const TemporaryFolder root;
  for (const std::string part : {"Tr", "Ts"}) {
    writeImage(root / ("images" + part) / "road_001_0000.png");
    writeRoadMask(root / ("labels" + part) / "road_001.png", 8);
  }
  const Dataset dataset = openDataset(root.path(), kTile);
  ASSERT_EQ(idsOf(dataset), (Ids{"imagesTr/road_001_0000.png", "imagesTs/road_001_0000.png"}));
  EXPECT_EQ(dataset.samples[0].origin, Origin::Training);
  EXPECT_EQ(dataset.samples[1].origin, Origin::Test);
  EXPECT_EQ(dataset.samples[0].mask, root / "labelsTr/road_001.png");
  EXPECT_EQ(dataset.samples[1].mask, root / "labelsTs/road_001.png");
}

TEST(Layouts, AMaskBesideItsImageIsOfNoOtherThatHasItsNumber) {
  const TemporaryFolder root;
  writeImage(root / "archive/train/1_sat.png");
  writeRoadMask(root / "archive/train/1_mask.png", 8);
  writeImage(root / "archive/test/1_sat.png", 32, 40);
  const Dataset dataset = openDataset(root.path(), kTile);
  ASSERT_EQ(idsOf(dataset), (Ids{"archive/test/1_sat.png", "archive/train/1_sat.png"}));
  EXPECT_FALSE(dataset.samples[0].hasMask());
  EXPECT_TRUE(dataset.samples[1].hasMask());
}

TEST(Layouts, AFolderBesideTheSubsetsIsNoneOfThem) {
  const TemporaryFolder root;
  for (const char* subset : {"train", "val"}) {
    writeImage(root / subset / "images/a.png");
    writeRoadMask(root / subset / "masks/a.png", 8);
  }
  writeImage(root / "scene/whole.png");
  writeRoadMask(root / "scene/whole_mask.png", 8);
  const Dataset dataset = openDataset(root.path(), kTile);
  EXPECT_EQ(idsOf(dataset), (Ids{"train/images/a.png", "val/images/a.png"}));
  ASSERT_EQ(dataset.passedOver.size(), 1u);
  EXPECT_EQ(dataset.passedOver[0], "2 pictures in scene/ (whole.png, whole_mask.png)");
}

TEST(Layouts, ASceneOnBothSidesIsReported) {
  const TemporaryFolder root;
  writeImage(root / "train/images/s_0_0.png");
  writeImage(root / "val/images/s_32_0.png");
  const Dataset dataset = openDataset(root.path(), kTile);
  ASSERT_EQ(dataset.problems.size(), 2u);  // there are no masks either
  EXPECT_EQ(dataset.problems[1].what, "shows the scene s, and so does val/images/s_32_0.png");
}

TEST(Layouts, FoldersWithoutImagesAreRefused) {
  const TemporaryFolder root;
  EXPECT_THROW(openDataset(root.path(), kTile), Error);
  EXPECT_THROW(openDataset(root / "missing", kTile), Error);
}

}  // namespace macadam
