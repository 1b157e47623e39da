#include "ui/data/tile_preview.h"

#include "small_world.h"
#include "support/wait_for.h"
#include "ui/canvas/picture_canvas.h"

#include <gtest/gtest.h>
#include <opencv2/imgcodecs.hpp>

#include <QLabel>
#include <QTest>
#include <QWheelEvent>

namespace macadam {
namespace {

/// A picture of 64×32 pixels, red, with road in its left half.
class TilePreviewTest : public testing::Test {
 protected:
  void SetUp() override {
    cv::imwrite((folder_ / "red.png").string(), cv::Mat(32, 64, CV_8UC3, cv::Scalar(0, 0, 255)));
    cv::Mat mask = cv::Mat::zeros(32, 64, CV_8UC1);
    mask.colRange(0, 32).setTo(255);
    cv::imwrite((folder_ / "mask.png").string(), mask);
    sample_.id = "red.png";
    sample_.image = folder_ / "red.png";
    sample_.mask = folder_ / "mask.png";
    sample_.width = 64;
    sample_.height = 32;
    preview_.resize(700, 500);
    preview_.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&preview_));
  }

  QImage drawn() {
    const PictureView view = preview_.canvas().view();
    QImage image(view.size, QImage::Format_RGB32);
    image.fill(Qt::green);
    QPainter painter(&image);
    preview_.canvas().paintPicture(painter, view);
    return image;
  }

  QColor at(double x, double y) { return drawn().pixelColor(preview_.canvas().view().toDevice({x, y}).toPoint()); }

  void showRed() {
    preview_.showTile(sample_, nullptr);
    ASSERT_TRUE(waitFor([&] { return at(48, 16) == QColor(255, 0, 0); }));
  }

  void wheel(int delta) {
    const QPointF at(40, 40);
    QWheelEvent event(at, preview_.canvas().mapToGlobal(at), {}, {0, delta}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&preview_.canvas(), &event);
  }

  const TemporaryFolder folder_;
  Sample sample_;
  TilePreview preview_;
};

}  // namespace

TEST_F(TilePreviewTest, FitsATileWithAMarginAndGoesOnToWhenItsSizeChanges) {
  showRed();
  EXPECT_DOUBLE_EQ(preview_.camera().scale(), (preview_.canvas().width() - 24) / 64.0);
  preview_.resize(500, 500);
  ASSERT_TRUE(waitFor([&] { return preview_.canvas().width() == 500; }));
  EXPECT_DOUBLE_EQ(preview_.camera().scale(), 476 / 64.0);
}

TEST_F(TilePreviewTest, NeverShowsATileSmallerThanFitsNorOutOfSight) {
  showRed();
  const double fitting = preview_.camera().scale();
  wheel(-720);
  EXPECT_DOUBLE_EQ(preview_.camera().scale(), fitting);
  EXPECT_EQ(preview_.camera().centre(), QPointF(32, 16));
  wheel(720);
  EXPECT_DOUBLE_EQ(preview_.camera().scale(), 4 * fitting);
  QTest::mousePress(&preview_.canvas(), Qt::LeftButton, {}, {20, 20});
  for (int x = 20; x < 20'000; x += 990) QTest::mouseMove(&preview_.canvas(), {x, 20});
  QTest::mouseRelease(&preview_.canvas(), Qt::LeftButton, {}, {20, 20});
  EXPECT_GE(preview_.canvas().view().toDevice({64, 0}).x(), 12);
  EXPECT_LE(preview_.canvas().view().toDevice({0, 0}).x(), 12);
  QTest::keyClick(&preview_, Qt::Key_0);
  EXPECT_DOUBLE_EQ(preview_.camera().scale(), fitting);
}

TEST_F(TilePreviewTest, PaintsRoadOverTheTileAsFarAsWished) {
  showRed();
  preview_.setOverlay({.shown = true, .opacity = 1.0});
  EXPECT_EQ(at(16, 16), QColor(255, 190, 30));
  EXPECT_EQ(at(48, 16), QColor(255, 0, 0));
  preview_.setOverlay({.shown = false});
  EXPECT_EQ(at(16, 16), QColor(255, 0, 0));
}

TEST_F(TilePreviewTest, AThumbnailStandsInAtTheTilesSizeUntilTheTileIsRead) {
  TilePicture standIn{.picture = QImage(16, 8, QImage::Format_RGB32)};
  standIn.picture.fill(Qt::blue);
  preview_.showTile(sample_, &standIn);
  EXPECT_EQ(at(2, 2), QColor(0, 0, 255));
  EXPECT_EQ(at(62, 30), QColor(0, 0, 255));
  EXPECT_TRUE(waitFor([&] { return at(62, 30) == QColor(255, 0, 0); }));
}

TEST_F(TilePreviewTest, SaysWhyATileCannotBeShown) {
  sample_.image = folder_ / "gone.png";
  preview_.showTile(sample_, nullptr);
  EXPECT_TRUE(waitFor([&] { return preview_.canvas().note().contains("gone.png"); }));
}

TEST_F(TilePreviewTest, ADoubleClickGoesBackToTheGrid) {
  showRed();
  bool closed = false;
  QObject::connect(&preview_, &TilePreview::closed, [&] { closed = true; });
  QTest::mouseDClick(&preview_.canvas(), Qt::LeftButton, {}, {60, 60});
  EXPECT_TRUE(closed);
}

}  // namespace macadam
