#include "ui/compare/held_keys.h"

#include <gtest/gtest.h>

#include <QKeyEvent>

namespace macadam {

class HeldKeysTest : public testing::Test {
 protected:
  bool press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier, bool isRepeated = false) {
    return keys_.handle(QKeyEvent(QEvent::KeyPress, key, modifiers, {}, isRepeated), 3);
  }
  bool release(int key) { return keys_.handle(QKeyEvent(QEvent::KeyRelease, key, Qt::NoModifier), 3); }

  int changes_ = 0;
  HeldKeys keys_{[this] { ++changes_; }};
};

TEST_F(HeldKeysTest, BlinkThePaneOfADigitWhileItIsHeld) {
  EXPECT_EQ(keys_.blinkedPane(), -1);
  EXPECT_TRUE(press(Qt::Key_2));
  EXPECT_EQ(keys_.blinkedPane(), 1);
  EXPECT_TRUE(release(Qt::Key_2));
  EXPECT_EQ(keys_.blinkedPane(), -1);
  EXPECT_EQ(changes_, 2);
}

TEST_F(HeldKeysTest, StayWithTheLastDigitWhenTheOneBeforeIsReleased) {
  press(Qt::Key_1);
  press(Qt::Key_3);
  release(Qt::Key_1);
  EXPECT_EQ(keys_.blinkedPane(), 2);
}

TEST_F(HeldKeysTest, LeaveDigitsWithoutAPaneAndOtherKeys) {
  EXPECT_FALSE(press(Qt::Key_4));
  EXPECT_FALSE(press(Qt::Key_A));
  EXPECT_FALSE(press(Qt::Key_1, Qt::ControlModifier));
  EXPECT_EQ(changes_, 0);
  EXPECT_TRUE(press(Qt::Key_1, Qt::KeypadModifier));
}

TEST_F(HeldKeysTest, HideOverlays) {
  for (const int key : {Qt::Key_H, Qt::Key_Space}) {
    EXPECT_TRUE(press(key));
    EXPECT_TRUE(keys_.hidesOverlays());
    EXPECT_TRUE(release(key));
    EXPECT_FALSE(keys_.hidesOverlays());
  }
}

TEST_F(HeldKeysTest, TakeRepetitionsWithoutAChange) {
  press(Qt::Key_H);
  EXPECT_TRUE(press(Qt::Key_H, Qt::NoModifier, true));
  EXPECT_FALSE(press(Qt::Key_A, Qt::NoModifier, true));
  EXPECT_EQ(changes_, 1);
}

TEST_F(HeldKeysTest, AreAllReleasedWhereTheWindowIsLeft) {
  keys_.releaseAll();
  EXPECT_EQ(changes_, 0);
  press(Qt::Key_1);
  press(Qt::Key_H);
  keys_.releaseAll();
  EXPECT_EQ(keys_.blinkedPane(), -1);
  EXPECT_FALSE(keys_.hidesOverlays());
  EXPECT_EQ(changes_, 3);
}

}  // namespace macadam
