#include "ui/compare/pane_pictures.h"

#include "support/wait_for.h"

#include <gtest/gtest.h>

namespace macadam {
namespace {

std::shared_ptr<const Tile> greyTile() {
  return std::make_shared<const Tile>(
      Tile{cv::Mat(8, 8, CV_8UC3, cv::Scalar::all(90)), cv::Mat::zeros(8, 8, CV_8UC1), {}});
}

}  // namespace

TEST(PanePictures, APictureThatCannotBePaintedSaysSoInsteadOfEndingTheProgram) {
  PanePictures pictures;
  pictures.setTile(std::make_shared<const Tile>());
  pictures.add("image", SourceKind::Image);  // there are no pixels to paint
  ASSERT_TRUE(waitFor([&] { return !pictures.failure("image").isEmpty(); }));
  EXPECT_FALSE(pictures.picture("image"));
  pictures.setTile(greyTile());
  pictures.add("image", SourceKind::Image);
  ASSERT_TRUE(waitFor([&] { return pictures.picture("image") != nullptr; }));
  EXPECT_EQ(pictures.failure("image"), "");
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
