#include "data/dataset.h"
#include "image/image_store.h"
#include "image/png.h"
#include "image/prediction_mark.h"
#include "image/raster_writer.h"
#include "support/picture_files.h"
#include "support/temporary_folder.h"
#include "support/text_file.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace macadam {
namespace {

constexpr int kTile = 32;

std::vector<std::string> idsOf(const Dataset& dataset) {
  std::vector<std::string> ids;
  for (const Sample& sample : dataset.samples) ids.push_back(sample.id);
  return ids;
}

bool reports(const Dataset& dataset, const std::filesystem::path& file, const std::string& words) {
  return std::ranges::any_of(dataset.problems, [&](const Problem& problem) {
    return problem.where == file.string() && problem.what.find(words) != std::string::npos && !problem.remedy.empty();
  });
}

using Ids = std::vector<std::string>;

}  // namespace

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

TEST(Layouts, Lists) {
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
  EXPECT_TRUE(reports(dataset, root / "gt", "holds 1 pictures (t.png) that were left out"));
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

TEST(Layouts, PredictionsOfItsOwnAreNoMasks) {
  const TemporaryFolder root;
  writeImage(root / "t.tif");
  writeRoadMask(root / "t_mask.tif", 8);
  writeRoadMask(root / "t_probability.tif", 8);
  const Dataset dataset = openDataset(root.path(), kTile);
  EXPECT_EQ(idsOf(dataset), (Ids{"t.tif"}));
  EXPECT_FALSE(dataset.samples[0].hasMask());
  EXPECT_TRUE(reports(dataset, root / "t_mask.tif", "is a prediction of Macadam's"));
  EXPECT_TRUE(reports(dataset, root / "t_probability.tif", "is a prediction of Macadam's"));
}

TEST(Layouts, PredictionsThatSayWhatTheyAreAreNoMasksEvenAlone) {
  const TemporaryFolder root;
  writeImage(root / "t.tif");
  writeImage(root / "u.tif");
  for (const char* name : {"t_mask.tif", "u_mask.tif"}) {
    RasterWriter writer(root / name, {32, 32}, RasterContent::Mask);
    if (name[0] == 't') writer.describe(kPredictionMark);
    writer.write({0, 0}, cv::Mat::zeros(32, 32, CV_8UC1));
    writer.commit();
  }
  const Dataset dataset = openDataset(root.path(), kTile);
  EXPECT_EQ(idsOf(dataset), (Ids{"t.tif", "u.tif"}));
  EXPECT_FALSE(dataset.samples[0].hasMask());
  EXPECT_TRUE(dataset.samples[1].hasMask());
  EXPECT_TRUE(reports(dataset, root / "t_mask.tif", "is a prediction of Macadam's"));
}

TEST(Layouts, MosaicsOfListedPicturesAreNotPicturesOfTheirOwn) {
  const TemporaryFolder root;
  writeImage(root / "images/t.png");
  writeRoadMask(root / "masks/t.png", 8);
  appendText(root / "images/all.vrt", "<VRTDataset><SourceFilename relativeToVRT=\"1\">./t.png</SourceFilename>");
  const Dataset dataset = openDataset(root.path(), kTile);
  EXPECT_EQ(idsOf(dataset), (Ids{"images/t.png"}));
  EXPECT_TRUE(reports(dataset, root / "images/all.vrt", "shows pictures of the data set a second time"));
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

INSTANTIATE_TEST_SUITE_P(Layouts, ListLine,
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

TEST(Layouts, BareIdsAreFoundInTheFolderOfTheirSubset) {
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

TEST(Layouts, ListsSayWhereSamplesBelongAndNothingElse) {
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

TEST(Layouts, AnImageAsItsOwnMaskIsAProblem) {
  const TemporaryFolder root;
  writeImage(root / "t.png");
  appendText(root / "train.txt", "t.png t.png\n");
  const Dataset dataset = openDataset(root.path(), kTile);
  EXPECT_FALSE(dataset.samples.at(0).hasMask());
  EXPECT_TRUE(reports(dataset, root / "train.txt", "line 1, t.png t.png, names an image as its own mask"));
}

TEST(Layouts, ListsInUtf16AreRefusedByName) {
  const TemporaryFolder root;
  writeImage(root / "images/t.png");
  writeRoadMask(root / "masks/t.png", 8);
  appendText(root / "train.txt", std::string("\xff\xfet\0.\0p\0n\0g\0", 12));
  EXPECT_TRUE(reports(openDataset(root.path(), kTile), root / "train.txt", "is written in UTF-16"));
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
