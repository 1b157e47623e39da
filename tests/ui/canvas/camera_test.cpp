#include "ui/canvas/mip_picture.h"
#include "ui/canvas/picture_canvas.h"

#include <gtest/gtest.h>
#include <opencv2/core.hpp>

#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

namespace macadam {
namespace {

constexpr QSize kView(200, 100);

void wheel(QWidget& widget, QPointF at, int delta) {
  QWheelEvent event(at, widget.mapToGlobal(at), {}, {0, delta}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
  QCoreApplication::sendEvent(&widget, &event);
}

}  // namespace

TEST(SharedCamera, FitsThePictureIntoTheNarrowerSide) {
  SharedCamera camera;
  camera.fit({400, 400}, kView);
  EXPECT_DOUBLE_EQ(camera.scale(), 0.25);
  EXPECT_EQ(camera.centre(), QPointF(200, 200));
  EXPECT_EQ(camera.view(kView).toDevice({0, 0}), QPointF(50, 0));
}

TEST(SharedCamera, KeepsThePlaceUnderThePointerWhenItZooms) {
  SharedCamera camera;
  camera.lookAt({100, 100}, 1.0);
  const QPointF pointer(150, 20);
  const QPointF before = camera.view(kView).toPicture(pointer);
  camera.zoomAt(4.0, pointer, kView);
  EXPECT_DOUBLE_EQ(camera.scale(), 4.0);
  EXPECT_EQ(camera.view(kView).toPicture(pointer), before);
}

TEST(SharedCamera, StaysWithinItsScales) {
  SharedCamera camera;
  camera.zoomAt(1e9, {0, 0}, kView);
  EXPECT_DOUBLE_EQ(camera.scale(), SharedCamera::kLargestScale);
  camera.zoomAt(1e-12, {0, 0}, kView);
  EXPECT_DOUBLE_EQ(camera.scale(), SharedCamera::kSmallestScale);
}

TEST(PictureCanvas, MovesAllPanesOfACamera) {
  SharedCamera camera;
  PictureCanvas first(camera), second(camera);
  for (PictureCanvas* canvas : {&first, &second}) {
    canvas->resize(kView);
    canvas->show();
  }
  camera.lookAt({50, 50}, 1.0);
  wheel(first, {100, 50}, 360);
  EXPECT_DOUBLE_EQ(second.view().scale, 2.0 * 1.0);
  const QPointF before = second.view().centre;
  QTest::mousePress(&second, Qt::LeftButton, {}, {100, 50});
  QMouseEvent move(QEvent::MouseMove, QPointF(120, 60), second.mapToGlobal(QPointF(120, 60)), Qt::NoButton,
                   Qt::LeftButton, Qt::NoModifier);
  QCoreApplication::sendEvent(&second, &move);
  QTest::mouseRelease(&second, Qt::LeftButton, {}, {120, 60});
  EXPECT_EQ(first.view().centre, before - QPointF(20, 10) / second.view().scale);
}

TEST(PictureCanvas, AsksToFitOnADoubleClick) {
  SharedCamera camera;
  PictureCanvas canvas(camera);
  canvas.resize(kView);
  QSignalSpy asked(&canvas, &PictureCanvas::fitRequested);
  QTest::mouseDClick(&canvas, Qt::LeftButton, {}, {20, 20});
  EXPECT_EQ(asked.count(), 1);
}

TEST(PictureCanvas, SwipesBetweenTwoPicturesWithItsDivider) {
  SharedCamera camera;
  PictureCanvas canvas(camera);
  canvas.resize(kView);
  canvas.setLayer(std::make_shared<MipPicture>(cv::Mat(100, 200, CV_8UC3, cv::Scalar(255, 0, 0))));
  canvas.setCurtain(std::make_shared<MipPicture>(cv::Mat(100, 200, CV_8UC3, cv::Scalar(0, 0, 255))));
  camera.lookAt({100, 50}, 1.0);
  const auto picture = [&] {
    QImage image(kView, QImage::Format_RGB32);
    QPainter painter(&image);
    canvas.paintPicture(painter, camera.view(kView));
    return image;
  };
  EXPECT_EQ(picture().pixelColor(90, 20), QColor(Qt::red));
  EXPECT_EQ(picture().pixelColor(110, 20), QColor(Qt::blue));
  QTest::mousePress(&canvas, Qt::LeftButton, {}, {100, 20});
  QMouseEvent move(QEvent::MouseMove, QPointF(150, 20), canvas.mapToGlobal(QPointF(150, 20)), Qt::NoButton,
                   Qt::LeftButton, Qt::NoModifier);
  QCoreApplication::sendEvent(&canvas, &move);
  QTest::mouseRelease(&canvas, Qt::LeftButton, {}, {150, 20});
  EXPECT_DOUBLE_EQ(canvas.divider(), 0.75);
  EXPECT_EQ(picture().pixelColor(110, 20), QColor(Qt::red));
  EXPECT_EQ(camera.centre(), QPointF(100, 50)) << "the picture stays while the divider moves";
}

TEST(PictureCanvas, DrawsOnlyThePartThatIsAskedForAnew) {
  struct Recorder : PictureLayer {
    QSize size() const override { return {1000, 1000}; }
    void draw(QPainter& painter, const PictureView&) const override {
      clips.append(painter.clipBoundingRect().toAlignedRect());
    }
    mutable QList<QRect> clips;
  };
  SharedCamera camera;
  PictureCanvas canvas(camera);
  canvas.resize(200, 100);
  const auto layer = std::make_shared<Recorder>();
  canvas.setLayer(layer);
  camera.lookAt({500, 500}, 1.0);
  canvas.show();
  ASSERT_TRUE(QTest::qWaitForWindowExposed(&canvas));
  QCoreApplication::processEvents();
  layer->clips.clear();
  canvas.refresh(QRectF(500, 500, 10, 20));
  QCoreApplication::processEvents();
  ASSERT_EQ(layer->clips.size(), 1);
  EXPECT_EQ(layer->clips.first(), QRect(97, 47, 16, 26));
}

TEST(MipPicture, ShowsPixelsSharplyWhenEnlarged) {
  cv::Mat pixels(4, 4, CV_8UC3, cv::Scalar(0, 0, 0));
  pixels.at<cv::Vec3b>(1, 2) = {255, 255, 255};
  const MipPicture picture(pixels);
  QImage image(40, 40, QImage::Format_RGB32);
  image.fill(Qt::green);
  QPainter painter(&image);
  picture.draw(painter, {{2, 2}, 10.0, {40, 40}});
  painter.end();
  EXPECT_EQ(image.pixelColor(20, 10), QColor(Qt::white));
  EXPECT_EQ(image.pixelColor(29, 19), QColor(Qt::white));
  EXPECT_EQ(image.pixelColor(19, 10), QColor(Qt::black));
  EXPECT_EQ(image.pixelColor(30, 19), QColor(Qt::black));
}

TEST(MipPicture, AveragesWhatASmallViewCannotShow) {
  cv::Mat stripes(256, 256, CV_8UC3, cv::Scalar(0, 0, 0));
  for (int x = 0; x < 256; x += 2) stripes.col(x).setTo(cv::Scalar(200, 200, 200));
  const MipPicture picture(stripes);
  QImage image(64, 64, QImage::Format_RGB32);
  QPainter painter(&image);
  picture.draw(painter, {{128, 128}, 0.25, {64, 64}});
  painter.end();
  EXPECT_NEAR(image.pixelColor(32, 32).red(), 100, 2);
  EXPECT_NEAR(image.pixelColor(33, 32).red(), 100, 2);
}

}  // namespace macadam
