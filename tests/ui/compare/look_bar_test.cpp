#include "ui/compare/look_bar.h"

#include <gtest/gtest.h>

#include <QDoubleSpinBox>
#include <QSignalSpy>

namespace macadam {

TEST(LookBar, TellsOnceOfEachChange) {
  LookBar bar;
  QSignalSpy told(&bar, &LookBar::lookChanged);
  bar.setLook({PredictionView::Road, 0.3, 40});
  ASSERT_EQ(told.count(), 1);
  EXPECT_EQ(bar.look().view, PredictionView::Road);
  EXPECT_DOUBLE_EQ(bar.look().opacity, 0.3);
  EXPECT_EQ(bar.look().threshold, 40);
  bar.setThreshold(50);
  EXPECT_EQ(told.count(), 2);
  auto* box = bar.findChild<QDoubleSpinBox*>();
  box->setValue(0.5);
  EXPECT_EQ(told.count(), 3);
  EXPECT_EQ(bar.look().threshold, 100);
}

TEST(LookBar, GoesBackToTheStepWhereATypedThresholdIsNoneOfItsOwn) {
  LookBar bar;
  bar.setThreshold(100);
  auto* box = bar.findChild<QDoubleSpinBox*>();
  box->setValue(0.501);
  EXPECT_EQ(bar.look().threshold, 100);
  EXPECT_DOUBLE_EQ(box->value(), 0.5);
}

}  // namespace macadam
