#include "ui/data/thumbnails.h"

#include "support/wait_for.h"
#include "ui/data/small_world.h"

#include <gtest/gtest.h>

#include <QSignalSpy>

namespace macadam {
namespace {

/// `count` tiles of 64×64 in a folder, the lower half of each road.
std::shared_ptr<Dataset> writtenTiles(const TemporaryFolder& folder, int count) {
  for (int i = 0; i < count; ++i) {
    const std::string name = std::to_string(i) + ".png";
    writeImage(folder / ("images/" + name), 64, 64);
    writeRoadMask(folder / ("masks/" + name), 32, 64, 64);
  }
  return std::make_shared<Dataset>(openDataset(folder.path(), 64));
}

}  // namespace

TEST(Thumbnails, AreReadInTheBackgroundAtTheSizeAskedFor) {
  const TemporaryFolder folder;
  Thumbnails thumbnails(1 << 20, 2);
  thumbnails.setSide(16);
  thumbnails.setDataset(writtenTiles(folder, 3));
  EXPECT_EQ(thumbnails.find(1), nullptr);
  thumbnails.want({1, 2});
  ASSERT_TRUE(waitFor([&] { return thumbnails.find(1) != nullptr && thumbnails.find(2) != nullptr; }));
  const TilePicture& tile = *thumbnails.find(1);
  EXPECT_EQ(tile.picture.size(), QSize(16, 16));
  EXPECT_EQ(tile.road.pixelColor(8, 2), QColor(255, 190, 30));
  EXPECT_EQ(qAlpha(tile.road.pixel(8, 14)), 0);
  EXPECT_EQ(thumbnails.find(0), nullptr);
}

TEST(Thumbnails, ReadTheLatestWishFirstAndForgetTheOlderOnes) {
  const TemporaryFolder folder;
  Thumbnails thumbnails(64 << 20, 1);
  thumbnails.setDataset(writtenTiles(folder, 40));
  QSignalSpy ready(&thumbnails, &Thumbnails::ready);
  std::vector<int> early(38);
  for (int i = 0; i < 38; ++i) early[static_cast<std::size_t>(i)] = i;
  thumbnails.want(early);
  thumbnails.want({39, 38});
  ASSERT_TRUE(waitFor([&] { return thumbnails.waiting() == 0; }));
  EXPECT_NE(thumbnails.find(38), nullptr);
  ASSERT_GE(ready.size(), 2);
  EXPECT_LT(ready.size(), 20);  // what was read before the wish changed, not all of the older ones
  EXPECT_EQ(ready[ready.size() - 2][0].toInt(), 39);
  EXPECT_EQ(ready[ready.size() - 1][0].toInt(), 38);
}

TEST(Thumbnails, StayWithinTheirBudget) {
  const TemporaryFolder folder;
  constexpr int kBytesOfOne = 2 * 64 * 64 * 4;
  Thumbnails thumbnails(3 * (kBytesOfOne + 1), 1);
  thumbnails.setDataset(writtenTiles(folder, 6));
  for (int i = 0; i < 6; ++i) {
    thumbnails.want({i});
    ASSERT_TRUE(waitFor([&] { return thumbnails.find(i) != nullptr; }));
    ASSERT_NE(thumbnails.find(0), nullptr) << "it is used again and again";
  }
  int kept = 0;
  for (int i = 0; i < 6; ++i) kept += thumbnails.find(i) != nullptr ? 1 : 0;
  EXPECT_EQ(kept, 3);
  EXPECT_EQ(thumbnails.find(2), nullptr);
}

TEST(Thumbnails, ADamagedMaskDoesNotHideItsImage) {
  const TemporaryFolder folder;
  const auto dataset = writtenTiles(folder, 2);
  writeRoadMask(folder / "masks/0.png", 3, 32, 32);
  writeTornJpeg(folder / "torn.jpg");
  dataset->samples[1].image = folder / "torn.jpg";
  const TilePicture image = readTilePicture(dataset->samples[0], 32);
  EXPECT_EQ(image.picture.size(), QSize(32, 32));
  EXPECT_TRUE(image.road.isNull());
  EXPECT_TRUE(image.failure.contains("64×64"));
  const TilePicture nothing = readTilePicture(dataset->samples[1], 32);
  EXPECT_TRUE(nothing.picture.isNull());
  EXPECT_TRUE(nothing.failure.contains("torn.jpg"));
}

}  // namespace macadam
