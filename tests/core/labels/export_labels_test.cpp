#include "labels/export_labels.h"

#include "data/split.h"
#include "image/image_store.h"
#include "image/raster.h"
#include "support/damage.h"
#include "support/edited_picture.h"
#include "support/file_size_limit.h"
#include "support/gdal_files.h"
#include "support/text_file.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <array>
#include <map>

namespace macadam {
namespace {

namespace fs = std::filesystem;

/// A project of four pictures: `a.png`, `d.jpg` and, on the earth, `b.tif` with masks, `sub/c.png` without.
struct Exported {
  Exported() {
    for (const char* name : {"a.png", "sub/c.png", "d.jpg"}) writeImage(folder / "tiles/images" / name, 100, 80);
    for (const char* name : {"a.png", "d.png"}) writeRoadMask(folder / "tiles/masks" / name, 20, 100, 80);
    {
      const GdalFile file(folder / "tiles/images/b.tif", 100, 80, 3);
      std::array<double, 6> transform{1000, 0.5, 0, 5000, 0, -0.5};
      GDALSetGeoTransform(file.dataset(), transform.data());
      cv::Mat row(1, 100, CV_8UC1);
      for (int band = 1; band <= 3; ++band) {
        for (int y = 0; y < 80; ++y) {
          row.setTo(20 + y + band);
          EXPECT_EQ(GDALRasterIO(file.band(band), GF_Write, 0, y, 100, 1, row.data, 100, 1, GDT_Byte, 0, 0), CE_None);
        }
      }
    }
    writeRoadMask(folder / "tiles/masks/b.png", 10, 100, 80);
    project = createProject(folder / "work", "../tiles", 512);
  }

  LabelEditor open(const std::string& id) const {
    return LabelEditor(project, *openDataset(project.folder, 512).find(id));
  }
  std::string list(const char* name) const { return readBytes(folder / "out" / name); }

  TemporaryFolder folder;
  Project project;
};

std::map<std::string, cv::Mat> masksOf(const Dataset& dataset) {
  std::map<std::string, cv::Mat> masks;
  for (const Sample& sample : dataset.samples) masks[sample.id] = decode(sample).mask;
  return masks;
}

TEST(ExportLabels, TheFolderOpensAsADataSetOfTheSameLabels) {
  const Exported exported;
  {
    LabelEditor a = exported.open("images/a.png"), c = exported.open("images/sub/c.png");
    draw(a, {0, 40, 100, 10});
    draw(a, {0, 60, 50, 10}, Label::Unknown);
    save(a);
    draw(c, {10, 10, 30, 30}, Label::Road);  // journalled, and not saved
  }
  const ExportedLabels written = exportLabels(exported.project, exported.folder / "out", ExportedPictures::Copied);
  EXPECT_EQ(written.masks, 4U);
  EXPECT_EQ(written.drawnOn, 2U);
  EXPECT_TRUE(written.problems.empty()) << describe(written.problems.front());

  const Dataset dataset = openDataset(exported.folder / "out", 512);
  EXPECT_TRUE(dataset.problems.empty()) << describe(dataset.problems.front());
  EXPECT_FALSE(dataset.masks.open);
  std::map<std::string, cv::Mat> now = masksOf(dataset), expected = masksOf(openDataset(exported.project.folder, 512));
  {
    const LabelEditor c = exported.open("images/sub/c.png");
    expected["images/sub/c.png"] = c.plane().labels(c.plane().whole());
  }
  ASSERT_EQ(now.size(), 4U);
  for (const auto& [id, mask] : expected) EXPECT_EQ(cv::norm(mask, now[id], cv::NORM_INF), 0) << id;
}

TEST(ExportLabels, MasksLieOnThePicturesGround) {
  const Exported exported;
  exportLabels(exported.project, exported.folder / "out", ExportedPictures::LeftOut);
  EXPECT_EQ(Raster(exported.folder / "out/masks/b.tif").georeference(),
            Raster(exported.folder / "tiles/images/b.tif").georeference());
  EXPECT_TRUE(fs::exists(exported.folder / "out/masks/a.png"));
  EXPECT_FALSE(fs::exists(exported.folder / "out/images"));
}

TEST(ExportLabels, ListsHoldTheActiveSplit) {
  Exported exported;
  exportLabels(exported.project, exported.folder / "all", ExportedPictures::LeftOut);
  EXPECT_EQ(readBytes(exported.folder / "all/labeled.txt"),
            "images/a.png masks/a.png\nimages/b.tif masks/b.tif\nimages/d.jpg masks/d.png\n");
  EXPECT_EQ(readBytes(exported.folder / "all/unlabeled.txt"), "images/sub/c.png\n");
  Split split{.name = "mine"};
  split.labelled = {"images/a.png"};
  split.unlabelled = {"images/sub/c.png"};
  split.validation = {"images/b.tif"};
  fs::create_directories(exported.project.splits());
  saveSplit(split, exported.project.splitFile("mine"));
  exported.project.activeSplit = "mine";
  const ExportedLabels written = exportLabels(exported.project, exported.folder / "out", ExportedPictures::LeftOut);
  EXPECT_EQ(exported.list("labeled.txt"), "images/a.png masks/a.png\n");
  EXPECT_EQ(exported.list("unlabeled.txt"), "images/sub/c.png\n");
  EXPECT_EQ(exported.list("val.txt"), "images/b.tif masks/b.tif\n");
  EXPECT_EQ(exported.list("test.txt"), "");
  ASSERT_EQ(written.problems.size(), 1U);
  EXPECT_EQ(written.problems[0].what, "has 1 picture with a mask in none of its sets");
}

TEST(ExportLabels, TellsOfEveryPixelWhatItIsFrom) {
  const Exported exported;
  {
    LabelEditor editor = exported.open("images/a.png");
    draw(editor, {0, 40, 100, 10}, Label::Road,
         editor.sources().codeOf({.title = "student above 0.60", .run = "night"}));
    draw(editor, {0, 60, 100, 10});
  }
  exportLabels(exported.project, exported.folder / "out", ExportedPictures::LeftOut);
  const cv::Mat codes = cv::imread((exported.folder / "out/sources/a.png").string(), cv::IMREAD_GRAYSCALE);
  EXPECT_EQ(codes.at<std::uint8_t>(0, 0), 0);
  EXPECT_EQ(codes.at<std::uint8_t>(45, 0), 2);
  EXPECT_EQ(codes.at<std::uint8_t>(65, 0), 1);
  const auto meanings = nlohmann::json::parse(exported.list("sources.json"));
  EXPECT_EQ(meanings.at("sources/a.png").at("2").at("run"), "night");
  EXPECT_EQ(meanings.size(), 1U) << "pictures that nobody drew on have none";
}

TEST(ExportLabels, NamesWithBlanksAndNamesThatDifferByTheirEndingAreToldApart) {
  const TemporaryFolder folder;
  for (const char* name : {"e f.png", "d.jpg", "d.png"}) {
    writeImage(folder / "tiles/pictures" / name, 100, 80);
    appendText(folder / "tiles/train.txt", "\"pictures/" + std::string(name) + "\"\n");
  }
  const Project project = createProject(folder / "work", "../tiles", 512);
  const Dataset dataset = openDataset(project.folder, 512);
  ASSERT_EQ(dataset.samples.size(), 3U);
  for (int side = 1; side <= 3; ++side) {
    LabelEditor editor(project, dataset.samples[side - 1]);
    draw(editor, {0, 0, 100, 80}, Label::Background);
    draw(editor, {0, 0, side, side});
  }
  const ExportedLabels written = exportLabels(project, folder / "out", ExportedPictures::Copied);
  EXPECT_EQ(written.masks, 3U);
  EXPECT_TRUE(written.problems.empty());
  std::map<std::string, cv::Mat> masks = masksOf(openDataset(folder / "out", 512));
  ASSERT_EQ(masks.size(), 3U);
  EXPECT_EQ(cv::countNonZero(masks["images/d.jpg"] == 1), 1);
  EXPECT_EQ(cv::countNonZero(masks["images/d.png"] == 1), 4);
  EXPECT_EQ(cv::countNonZero(masks["images/e f.png"] == 1), 9);
}

TEST(ExportLabels, AFolderThatHoldsSomethingIsLeftAlone) {
  const Exported exported;
  fs::create_directory(exported.folder / "out");
  appendText(exported.folder / "out/mine.txt", "mine");
  EXPECT_NE(errorOf([&] {
              exportLabels(exported.project, exported.folder / "out", ExportedPictures::LeftOut);
            }).find("exists already and is not empty"),
            std::string::npos);
  EXPECT_EQ(readBytes(exported.folder / "out/mine.txt"), "mine");
}

TEST(ExportLabels, APictureWhoseWindowsAreInSeveralSetsIsSaid) {
  Exported exported;
  exported.project.tileSize = 50;
  saveProject(exported.project);
  Split split{.name = "mine"};
  split.labelled = {"images/a.png#0,0"};
  split.validation = {"images/a.png#50,0"};
  fs::create_directories(exported.project.splits());
  saveSplit(split, exported.project.splitFile("mine"));
  exported.project.activeSplit = "mine";
  const ExportedLabels written = exportLabels(exported.project, exported.folder / "out", ExportedPictures::LeftOut);
  EXPECT_TRUE(std::ranges::any_of(written.problems, [](const Problem& problem) {
    return problem.what == "has windows in several sets of the split, and stands in no list";
  }));
  EXPECT_TRUE(fs::exists(exported.folder / "out/masks/a.png"));
}

TEST(ExportLabels, WhatCannotBeCopiedBesideAPictureLeavesItsLabelsAndTheOthers) {
  const Exported exported;
  const fs::path side = exported.folder / "tiles/images/a.png.aux.xml";
  fs::create_directory(side);  // which GDAL counts among the picture's files
  const ExportedLabels written = exportLabels(exported.project, exported.folder / "out", ExportedPictures::Copied);
  EXPECT_EQ(written.masks, 3U);
  EXPECT_EQ(written.problems, (std::vector<Problem>{{side.string(), "is not a file", "name a file instead"}}));
  EXPECT_EQ(exported.list("labeled.txt"),
            "images/a.png masks/a.png\nimages/b.tif masks/b.tif\nimages/d.jpg masks/d.png\n");
  for (const char* name : {"masks/a.png", "images/a.png", "images/d.jpg"})
    EXPECT_TRUE(fs::exists(exported.folder / "out" / name)) << name;
}

TEST(ExportLabels, ATargetThatIsFullIsNamedWithWhatToDo) {
  const Exported exported;
  const fs::path large = exported.folder / "tiles/images/a.png";
  appendText(large, std::string(1'000'000, ' '));
  const FileSizeLimit full(900'000);
  EXPECT_EQ(errorOf([&] { exportLabels(exported.project, exported.folder / "out", ExportedPictures::Copied); }),
            (exported.folder / "out.partial/images/a.png").string() +
                " cannot be written (File too large); check the disk; the earlier file is intact");
  EXPECT_FALSE(fs::exists(exported.folder / "out"));
}

TEST(ExportLabels, LabelsThatCannotBeReadAreSaidAlsoWhereTheirFolderHasALikeName) {
  const TemporaryFolder folder;
  for (const char* name : {"a.png", "b.png"}) {
    writeImage(folder / "tiles/images" / name, 100, 80);
    writeRoadMask(folder / "tiles/masks" / name, 20, 100, 80);
  }
  const Project project = createProject(folder / "out.partial work", "../tiles", 512);
  const fs::path journal = project.labels() / "images/a.png.journal";
  fs::create_directories(journal.parent_path());
  writeBytes(journal, "macadam labels journal 2\nwhatever");
  const ExportedLabels written = exportLabels(project, folder / "out", ExportedPictures::Copied);
  EXPECT_EQ(written.masks, 1U);
  ASSERT_EQ(written.problems.size(), 1U);
  EXPECT_EQ(written.problems[0].where, journal.string());
  EXPECT_EQ(readBytes(folder / "out/labeled.txt"), "images/a.png\nimages/b.png masks/b.png\n");
  EXPECT_FALSE(fs::exists(folder / "out/masks/a.png"));
  EXPECT_TRUE(fs::exists(folder / "out/images/a.png"));
}

}  // namespace
}  // namespace macadam
