#include "ui/compare/pane_pictures.h"

#include "support/wait_for.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

std::shared_ptr<const Tile> greyTile() {
  return std::make_shared<const Tile>(Tile{cv::Mat(8, 8, CV_8UC3, cv::Scalar::all(90)), cv::Mat::zeros(8, 8, CV_8UC1)});
}

std::shared_ptr<const cv::Mat> probability(int side) {
  return std::make_shared<const cv::Mat>(side, side, CV_16UC1, cv::Scalar(50'000));
}

}  // namespace

TEST(PanePictures, APictureThatCannotBePaintedSaysSoInsteadOfEndingTheProgram) {
  PanePictures pictures;
  pictures.setTile(greyTile());
  pictures.add("r/student", SourceKind::Network, probability(5));  // of another size than the tile
  ASSERT_TRUE(waitFor([&] { return !pictures.failure("r/student").isEmpty(); }));
  EXPECT_FALSE(pictures.picture("r/student"));
  pictures.add("r/student", SourceKind::Network, probability(8));
  ASSERT_TRUE(waitFor([&] { return pictures.picture("r/student") != nullptr; }));
  EXPECT_EQ(pictures.failure("r/student"), "");
}

TEST(PanePictures, NothingOfAFormerTileArrives) {
  PanePictures pictures;
  QStringList told;
  QObject::connect(&pictures, &PanePictures::changed,
                   [&](const std::string& source) { told.append(QString::fromStdString(source)); });
  pictures.setTile(greyTile());
  pictures.add("former", SourceKind::Image);
  pictures.setTile(greyTile());
  pictures.add("image", SourceKind::Image);
  ASSERT_TRUE(waitFor([&] { return pictures.picture("image") != nullptr; }));
  EXPECT_EQ(told, QStringList{"image"});
  EXPECT_FALSE(pictures.picture("former"));
}

}  // namespace macadam
