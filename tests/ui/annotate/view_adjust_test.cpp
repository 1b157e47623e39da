#include "ui/annotate/view_adjust.h"

#include "ui/annotate/adjusted_layer.h"

#include <gtest/gtest.h>

#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>

namespace macadam {
namespace {

/// 100×100 pixels of one colour.
struct Plain : PictureLayer {
  QSize size() const override { return {100, 100}; }
  void draw(QPainter& painter, const PictureView& view) const override {
    painter.fillRect(QRectF(view.toDevice({0, 0}), QSizeF(100, 100) * view.scale), QColor(64, 128, 200));
  }
};

QImage drawn(const PictureLayer& layer, const QRect& clip = QRect(0, 0, 200, 200)) {
  QImage image(200, 200, QImage::Format_RGB32);
  image.fill(Qt::green);
  QPainter painter(&image);
  painter.setClipRect(clip);
  layer.draw(painter, {{50, 50}, 1.0, {200, 200}});  // the picture from 50 to 150
  return image;
}

QSlider* slider(ViewAdjust& panel, const QString& name) {
  for (QSlider* each : panel.findChildren<QSlider*>()) {
    if (each->accessibleName() == name) return each;
  }
  return nullptr;
}

}  // namespace

TEST(DisplayAdjustment, LeavesEveryValueWhereThereIsNone) {
  const LookupTable table = lookupTable({});
  for (int i = 0; i < 256; ++i) EXPECT_EQ(table[i], i);
}

TEST(DisplayAdjustment, BrightensDarkensAndStretches) {
  EXPECT_EQ(lookupTable({.brightness = 20})[100], 151);
  EXPECT_EQ(lookupTable({.brightness = -100})[255], 0);
  EXPECT_EQ(lookupTable({.brightness = 100})[0], 255);
  EXPECT_EQ(lookupTable({.contrast = -100})[0], 128);
  EXPECT_EQ(lookupTable({.contrast = -100})[255], 128);
  EXPECT_EQ(lookupTable({.contrast = 100})[120], 0);
  EXPECT_EQ(lookupTable({.contrast = 100})[135], 255);
  EXPECT_EQ(lookupTable({.gamma = 2.0})[64], 128);
  EXPECT_EQ(lookupTable({.gamma = 2.0})[255], 255);
}

TEST(AdjustedLayer, ChangesThePictureAndNothingBesideIt) {
  const auto plain = std::make_shared<Plain>();
  const QImage image = drawn(AdjustedLayer(plain, {.brightness = 20}));
  EXPECT_EQ(image.pixelColor(100, 100), QColor(115, 179, 251));
  EXPECT_EQ(image.pixelColor(49, 100), QColor(Qt::green));
  EXPECT_EQ(image.pixelColor(150, 100), QColor(Qt::green));
  EXPECT_EQ(drawn(AdjustedLayer(plain, {})).pixelColor(100, 100), QColor(64, 128, 200));
}

TEST(AdjustedLayer, DrawsOnlyWithinTheClip) {
  const AdjustedLayer layer(std::make_shared<Plain>(), {.contrast = 100});
  drawn(layer);
  const QImage part = drawn(layer, {100, 100, 20, 20});
  EXPECT_EQ(part.pixelColor(99, 110), QColor(Qt::green));
  EXPECT_EQ(part.pixelColor(110, 110), QColor(0, 191, 255));
}

TEST(ViewAdjust, TellsWhatIsChosenAndGoesBackToNothing) {
  ViewAdjust panel;
  QSignalSpy told(&panel, &ViewAdjust::changed);
  auto* reset = panel.findChild<QPushButton*>();
  EXPECT_FALSE(reset->isEnabled());
  slider(panel, "Brightness")->setValue(30);
  slider(panel, "Contrast")->setValue(-10);
  slider(panel, "Gamma")->setValue(50);
  EXPECT_EQ(told.size(), 3);
  EXPECT_EQ(panel.adjustment(), (DisplayAdjustment{30, -10, 2.0}));
  EXPECT_TRUE(reset->isEnabled());
  reset->click();
  EXPECT_TRUE(panel.adjustment().isNone());
  EXPECT_FALSE(reset->isEnabled());
}

TEST(ViewAdjust, IsMovedByTheKeyboard) {
  ViewAdjust panel;
  panel.show();
  QSlider* brightness = slider(panel, "Brightness");
  QTest::keyClick(brightness, Qt::Key_PageUp);
  EXPECT_EQ(panel.adjustment().brightness, 10);
}

}  // namespace macadam
